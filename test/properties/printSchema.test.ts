import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSchema, printSchemaItem, printSchemaItems, renderDiagnostics } from "../../grammar/index.js";
import { schemaItem } from "./arbitraries/schemaItems.js";
import { withoutSpans } from "./arbitraries/withoutSpans.js";

/** spec/02 §4.3 */
describe("canonical text of schema items", () => {
  it("parses to the items that it was made of", () => {
    fc.assert(
      fc.property(schemaItem, (item) => {
        const text = printSchemaItem(item);
        const parsed = parseSchema(text, "main.fsl");
        if (!parsed.ok) expect.fail(renderDiagnostics(parsed.diagnostics));
        expect(withoutSpans(parsed.value.items)).toEqual(withoutSpans([item]));
        expect(printSchemaItems(parsed.value.items)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});
