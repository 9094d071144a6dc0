import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Expression,
  type Parsed,
  parseExpression,
  parseFieldPath,
  parseLambda,
  parseQuery,
  parseType,
  printExpression,
  printLambdaSource,
  printPath,
  printQuery,
  printType,
} from "../../grammar/index.js";
import { grammar } from "./arbitraries/expressions.js";
import { fieldPath } from "./arbitraries/paths.js";
import { typeExpression } from "./arbitraries/types.js";
import { withoutSpans } from "./arbitraries/withoutSpans.js";

/** spec/01 §13: the text of a tree, parsed, is that tree. What no text can say is left out by the generators. */
describe("parse ∘ print is the identity", () => {
  const same = <T>(tree: T, print: (tree: T) => string, parse: (text: string) => Parsed<T>) => {
    const text = print(tree);
    const parsed = parse(text);
    expect({ text, tree: withoutSpans(parsed.ok ? parsed.value : parsed.diagnostics) }).toEqual({
      text,
      tree: withoutSpans(tree),
    });
    if (parsed.ok) expect(print(parsed.value)).toBe(text);
  };
  const runs = { numRuns: 200 };

  it("for expressions", () => {
    fc.assert(
      fc.property(grammar.expression, (tree) => same<Expression>(tree, printExpression, parseExpression)),
      runs,
    );
  });

  it("for queries", () => {
    fc.assert(
      fc.property(grammar.block, (tree) => same(tree, printQuery, parseQuery)),
      runs,
    );
  });

  it("for the lambdas of definitions", () => {
    const source = fc.oneof(grammar.lambda, grammar.shortLambda);
    fc.assert(
      fc.property(source, (tree) => same(tree, printLambdaSource, parseLambda)),
      runs,
    );
  });

  it("for types", () => {
    fc.assert(
      fc.property(typeExpression, (tree) => same(tree, printType, parseType)),
      runs,
    );
  });

  it("for paths", () => {
    fc.assert(
      fc.property(fieldPath, (tree) => same(tree, printPath, parseFieldPath)),
      runs,
    );
  });
});
