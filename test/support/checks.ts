import { expect, test } from "vitest";
import { emptyEngine, evaluate } from "./evaluate.js";

/** Query and what comes of it: the debug text of the value, or `code: message`. */
export type Check = readonly [query: string, expected: string];

/** One test a line, all on one empty database. */
export function checks(rows: readonly Check[]): void {
  const engine = emptyEngine();
  test.each(rows)("%s", async (query, expected) => {
    expect(await evaluate(engine, query)).toBe(expected);
  });
}
