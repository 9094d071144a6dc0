import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check, displayType, type InferredType } from "../../compiler/index.js";
import { parseQuery, parseTypeScheme, printType } from "../../grammar/index.js";
import { environment } from "../compiler/types/fixture.js";

/** Random expressions over the names of the fixture: well typed or not. */
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie("expression");
  const name = fc.constantFrom("c", "v", "u", "n", "str", "arr", "ib", "p2", "succ", "x", "y", "f", "D");
  const field = fc.constantFrom("a", "b", "length", "map", "concat", "fold", "n");
  const operator = fc.constantFrom("+", "-", "<", "==", "&&", "??");
  return {
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("1", '"a"', "true", "null", "1.5", "[]", "{}"),
      name,
      fc.tuple(inner, field).map(([value, key]) => `(${value}).${key}`),
      fc.tuple(inner, field).map(([value, key]) => `(${value})?.${key}`),
      fc.tuple(inner, fc.array(inner, { maxLength: 2 })).map(([f, args]) => `(${f})(${args.join(", ")})`),
      fc.tuple(inner, operator, inner).map(([left, symbol, right]) => `(${left}) ${symbol} (${right})`),
      fc.tuple(fc.constantFrom("x", "y", "(x, y)"), inner).map(([p, body]) => `${p} => { ${body} }`),
      fc
        .tuple(fc.constantFrom("x", "f"), inner, inner)
        .map(([p, value, body]) => `{ let ${p} = ${value}; ${body} }`),
      fc.tuple(inner, inner, inner).map(([a, b, d]) => `if (${a}) { ${b} } else { ${d} }`),
      fc.array(inner, { maxLength: 3 }).map((elements) => `[${elements.join(", ")}]`),
      fc.tuple(inner, inner).map(([a, b]) => `({ a: ${a}, b: ${b} })`),
      fc.tuple(inner, inner).map(([value, index]) => `(${value})[${index}]`),
      fc.tuple(inner).map(([value]) => `(${value}) { a, m: .n }`),
      inner.map((value) => `(${value})!`),
    ),
  };
});

function checked(text: string) {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.diagnostics[0]!.message}`);
  return check(parsed.value, environment);
}

describe("inference", () => {
  test("ends, with a type or with errors", () => {
    fc.assert(
      fc.property(expression, (text) => {
        const result = checked(text);
        expect(result.ok || result.errors.length > 0).toBe(true);
      }),
      { numRuns: 4000 },
    );
  }, 60_000);

  test("gives the same type each time", () => {
    fc.assert(
      fc.property(expression, (text) => {
        const [first, second] = [checked(text), checked(text)];
        expect(first.ok && first.display).toBe(second.ok && second.display);
      }),
      { numRuns: 100 },
    );
  });
});

/** True for types that can be written. */
function isWritable(type: InferredType): boolean {
  switch (type.kind) {
    case "hole":
    case "projection":
    case "difference":
    case "recursive":
      return false;
    case "any":
    case "never":
    case "variable":
      return true;
    case "literal":
      return type.value.kind !== "float";
    case "named":
      return type.args.every(isWritable);
    case "tuple":
      return type.elements.every(isWritable);
    case "object":
      return [...type.fields.values()].every(isWritable);
    case "interface":
      return [...type.fields.values()].every(isWritable);
    case "function":
      return [...type.parameters, ...(type.variadic === undefined ? [] : [type.variadic])]
        .map((parameter) => parameter.type)
        .concat(type.result)
        .every(isWritable);
    case "union":
    case "intersection":
      return type.members.every(isWritable);
  }
}

/** In parentheses a reserved word in front is tried as a name, and a tuple left of `=>` means parameters. */
function isMisread(display: string): boolean {
  return /[(,] ?(true|false)\b/.test(display) || /\] =>/.test(display);
}

describe("display", () => {
  test("a printed type reads back as itself", () => {
    fc.assert(
      fc.property(expression, (text) => {
        const result = checked(text);
        fc.pre(result.ok && isWritable(result.type));
        if (!result.ok) return;
        const display = displayType(result.type);
        // Nor is one that reads as something else. spec/01 §8.1
        fc.pre(!isMisread(display));
        const parsed = parseTypeScheme(display);
        expect(parsed.ok && printType(parsed.value.type)).toBe(display);
      }),
      { numRuns: 150 },
    );
  });
});
