import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CompletionItem, completionsAt, schemaCompletionsAt } from "../../compiler/index.js";
import { queries } from "../../examples/shop/queries.js";
import { shopEnvironment } from "../compiler/editor/shopEnvironment.js";

const SCHEMAS = [
  readFileSync("examples/shop/schema/main.fsl", "utf8"),
  readFileSync("test/cli/fixtures/types/everything/main.fsl", "utf8"),
];

/** A text in which some pieces are cut out or put in, as while it is written, and where someone writes. */
function edited(texts: readonly string[]): fc.Arbitrary<readonly [text: string, cursor: number]> {
  const position = fc.double({ min: 0, max: 1, noNaN: true });
  const piece = fc.constantFrom(
    ..."(){}[].,;:='\"#/*|&!? \n",
    "->",
    "=>",
    "#{",
    "let ",
    "if ",
    "x",
    "é",
    "🍎",
  );
  return fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(position, fc.nat(40), piece), { maxLength: 3 }),
      position,
    )
    .map(([text, edits, place]) => {
      let result = text;
      for (const [share, length, added] of edits) {
        const at = Math.floor(share * result.length);
        result = result.slice(0, at) + added + result.slice(at + length);
      }
      return [result, Math.round(place * result.length)];
    });
}

/** What holds of whatever is offered. spec/03b §11.1 */
function expectSound(items: readonly CompletionItem[], text: string, cursor: number): void {
  expect(new Set(items.map(({ label }) => label)).size).toBe(items.length);
  for (const { span, replaceText, newCursor, kind, retrigger } of items) {
    expect(span.start).toBeLessThanOrEqual(cursor);
    expect(span.end).toBeGreaterThanOrEqual(cursor);
    expect(text.slice(span.start, span.end)).toMatch(/^([A-Za-z_]\w*)?$/);
    expect(newCursor).toBeLessThanOrEqual(replaceText.length);
    if (kind === "keyword") expect(retrigger).toBe(false);
  }
}

describe("completions of texts that are being written", () => {
  it("are sound in queries", () => {
    fc.assert(
      fc.property(edited(queries.map(({ text }) => text)), ([text, cursor]) => {
        expectSound(completionsAt(text, cursor, shopEnvironment), text, cursor);
        expectSound(completionsAt(text, cursor, shopEnvironment, { projectsAll: true }), text, cursor);
      }),
      { numRuns: 300 },
    );
  });

  it("are sound in schemas", () => {
    fc.assert(
      fc.property(edited(SCHEMAS), ([text, cursor]) => {
        expectSound(schemaCompletionsAt(text, cursor, shopEnvironment), text, cursor);
      }),
      { numRuns: 300 },
    );
  });
});
