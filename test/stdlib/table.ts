import { describe, expect, test } from "vitest";
import type { Workbench } from "../operators/workbench.js";

/** Queries and what they give, in debug form or as `code: message`. */
export function table(
  bench: Workbench,
  title: string,
  rows: readonly (readonly [query: string, result: string])[],
): void {
  describe(title, () => {
    test.each(rows)("%s", (query, result) => {
      expect(bench.run(query).text).toBe(result);
    });
  });
}
