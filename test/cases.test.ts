import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { parseCaseFile, printCaseFile } from "./runner/caseFile.js";
import { runCaseFile } from "./runner/runCase.js";
import { librarySignatures } from "./runner/signatures.js";

const ROOT = join(import.meta.dirname, "cases");
const accept = process.env.COPPICE_ACCEPT === "1";

const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".case"))
  .map((name) => join(ROOT, name))
  .sort();

/** `npm test -- --accept` rewrites what changed. */
for (const path of files) {
  describe(relative(ROOT, path), () => {
    test("queries give what the file says", async () => {
      const text = readFileSync(path, "utf8");
      const file = parseCaseFile(text);
      const actual = await runCaseFile(file);
      if (accept) writeFileSync(path, printCaseFile(actual));
      else expect(printCaseFile(actual)).toBe(printCaseFile(file));
    });
  });
}

test("types and members of the library read as types/library.txt says", () => {
  const path = join(ROOT, "types", "library.txt");
  const actual = librarySignatures();
  if (accept) writeFileSync(path, actual);
  else expect(actual).toBe(readFileSync(path, "utf8"));
});

test("there are golden cases", () => {
  expect(files.length).toBeGreaterThan(0);
});
