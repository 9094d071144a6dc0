import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatQuery,
  formatSchema,
  type Parsed,
  parseQuery,
  parseSchema,
  printQuery,
  printSchemaItem,
  renderDiagnostics,
} from "../../grammar/index.js";
import { grammar } from "./arbitraries/expressions.js";
import { schemaItem } from "./arbitraries/schemaItems.js";
import { withoutSpans } from "./arbitraries/withoutSpans.js";

function succeeded<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) expect.fail(renderDiagnostics(parsed.diagnostics));
  return parsed.value;
}

/** Puts comments, line ends and space where they change nothing: after commas and opening brackets. */
const untidy = fc.func(fc.constantFrom("", "", " ", "\n", "\n\n\n", " // note\n  ", "/* a\n b */", "\t"));

/** Printed text with space put in: not inside strings, which hold no bracket or comma that a line break follows. */
function disturb(text: string, space: (at: string) => string): string {
  return text.replace(/([{([,;])\n/g, (match, symbol) => `${symbol}${space(match + text.length)}\n`);
}

describe("formatting", () => {
  const unchanged = (
    text: string,
    format: (text: string) => Parsed<string>,
    parse: (text: string) => Parsed<unknown>,
  ) => {
    const formatted = succeeded(format(text));
    expect({ formatted, tree: withoutSpans(succeeded(parse(formatted))) }).toEqual({
      formatted,
      tree: withoutSpans(succeeded(parse(text))),
    });
    expect(succeeded(format(formatted))).toBe(formatted);
  };

  it("keeps the tree of a query, and is idempotent", () => {
    fc.assert(
      fc.property(grammar.block, untidy, (block, space) => {
        unchanged(disturb(printQuery(block), space), formatQuery, parseQuery);
      }),
      { numRuns: 200 },
    );
  });

  it("keeps the items of a schema, and is idempotent", () => {
    fc.assert(
      fc.property(schemaItem, untidy, (item, space) => {
        const text = disturb(printSchemaItem(item), space);
        unchanged(
          text,
          (it) => formatSchema(it, "main.fsl"),
          (it) => parseSchema(it, "main.fsl"),
        );
      }),
      { numRuns: 200 },
    );
  });
});
