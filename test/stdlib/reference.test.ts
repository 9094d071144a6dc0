import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REFERENCE, referencePages } from "../../scripts/referencePages.js";

test("docs/reference is what `npm run docs` writes", () => {
  const pages = referencePages();
  expect(readdirSync(REFERENCE).sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) expect(readFileSync(join(REFERENCE, name), "utf8"), name).toBe(text);
});
