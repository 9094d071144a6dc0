import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../../compiler/index.js";
import { parseQuery } from "../../grammar/index.js";
import { REQUEST_DEFAULTS } from "../../runtime/queryRequest.js";
import type { Value } from "../../runtime/values/index.js";
import { environmentOf } from "../compiler/types/database.js";
import { emptyEngine } from "../support/evaluate.js";
import { inhabits } from "../support/inhabits.js";

/**
 * Failures that the checker leaves to the run by design. All others would be errors of types.
 *
 * - `null_value`: `!` on what is null (spec/03 §5)
 * - `index_out_of_bounds`: indexes that are no literals, or too large (05 §15)
 * - `invalid_null_access`, only of `[]`: null can be indexed, as far as the checker knows (03b §1.3)
 * - `divide_by_zero`; `value_too_large`; `invalid_bounds`
 * - `invalid_argument`: parameters that want whole numbers are declared `Number` (04 §1)
 *
 * Not generated: operands of `isa`, values of type `Any`, signatures of functions, which only the checker reads
 * (03b §9), callbacks of arrays that flatten `Any` (05 §7), and members of what may be one of two arrays that library
 * calls made: only the first's elements count then, as in the reference (03 §4, "Instantiating signatures").
 */
const LEFT_TO_THE_RUN = new Set([
  "null_value",
  "index_out_of_bounds",
  "divide_by_zero",
  "value_too_large",
  "invalid_bounds",
  "invalid_argument",
]);

interface Kinds {
  readonly number: string;
  readonly string: string;
  readonly boolean: string;
  readonly array: string;
  readonly record: string;
  readonly nullable: string;
  readonly any: string;
}

const { any: expression } = fc.letrec<Kinds>((tie: fc.LetrecTypedTie<Kinds>) => {
  const number = tie("number");
  const string = tie("string");
  const boolean = tie("boolean");
  const array = tie("array");
  const record = tie("record");
  const nullable = tie("nullable");
  const any = tie("any");
  const depth = { depthSize: "small", withCrossShrink: true } as const;
  /** Forms that give back what they are made of. */
  const forms = (inner: fc.Arbitrary<string>) => [
    fc.tuple(any, inner).map(([value, body]) => `({ let x = ${value}; (${body}) })`),
    inner.map((value) => `(x => x)(${value})`),
    fc.tuple(inner, any).map(([a, b]) => `({ a: ${a}, b: ${b} }).a`),
    inner.map((value) => `[${value}][0]`),
    inner.map((value) => `(if (true) (${value}) else null)!`),
  ];
  /** Forms that join what they are made of. */
  const joins = (inner: fc.Arbitrary<string>) => [
    fc.tuple(boolean, inner, inner).map(([c, a, b]) => `(if (${c}) (${a}) else (${b}))`),
    fc.tuple(nullable, inner).map(([a, b]) => `(${a} ?? ${b})`),
    fc.tuple(array, inner).map(([elements, seed]) => `(${elements}).fold(${seed}, (a, e) => a)`),
  ];
  return {
    number: fc.oneof(
      depth,
      fc.constantFrom("0", "1", "-7", "2.5", "3000000000"),
      fc
        .tuple(number, fc.constantFrom("+", "-", "*", "/", "%", "**", "&"), number)
        .map(([a, o, b]) => `(${a} ${o} ${b})`),
      string.map((value) => `(${value}).length`),
      array.map((value) => `(${value}).length`),
      fc.tuple(array, number).map(([a, b]) => `(${a}).fold(${b}, (x, e) => x + 1)`),
      ...forms(number),
      ...joins(number),
    ),
    string: fc.oneof(
      depth,
      fc.constantFrom('""', '"a"', '"été"'),
      fc.tuple(string, string).map(([a, b]) => `(${a} + ${b})`),
      any.map((value) => `"<#{${value}}>"`),
      fc.tuple(string, number).map(([a, b]) => `(${a}).slice(${b})`),
      fc.tuple(string, number).map(([a, b]) => `(${a}).at(${b})`),
      string.map((value) => `(${value}).split("").first()!`),
      ...forms(string),
      ...joins(string),
    ),
    boolean: fc.oneof(
      depth,
      fc.constantFrom("true", "false"),
      fc.tuple(any, fc.constantFrom("==", "!=", "<", ">="), any).map(([a, o, b]) => `(${a} ${o} ${b})`),
      fc.tuple(boolean, fc.constantFrom("&&", "||"), boolean).map(([a, o, b]) => `(${a} ${o} ${b})`),
      boolean.map((value) => `!(${value})`),
      array.map((value) => `(${value}).any(e => e == 1)`),
      ...forms(boolean),
      ...joins(boolean),
    ),
    array: fc.oneof(
      depth,
      fc.array(any, { maxLength: 3 }).map((elements) => `[${elements.join(", ")}]`),
      fc.tuple(array, any).map(([value, body]) => `(${value}).map(e => ${body})`),
      fc.tuple(array, boolean).map(([value, body]) => `(${value}).filter(e => ${body})`),
      fc.tuple(array, array).map(([a, b]) => `(${a}).concat(${b})`),
      array.map((value) => `(${value}).map(e => [e, e])`),
      array.map((value) => `(${value}).reverse().toSet().toArray()`),
      array.map((value) => `(${value}).entries()`),
      string.map((value) => `(${value}).split("a")`),
      record.map((value) => `Object.values(${value})`),
      ...forms(array),
    ),
    record: fc.oneof(
      depth,
      fc.tuple(any, any).map(([a, b]) => `({ a: ${a}, b: ${b} })`),
      record.map((value) => `((${value}) { a, c: .b })`),
      fc.tuple(record, any).map(([a, b]) => `Object.assign(${a}, { a: ${b} })`),
    ),
    nullable: fc.oneof(
      depth,
      fc.constant("null"),
      array.map((value) => `(${value}).first()`),
      string.map((value) => `(${value}).parseInt()`),
      record.map((value) => `(${value})?.a`),
      fc.tuple(record, string).map(([value, key]) => `(${value})[${key}]`),
      fc.tuple(array, number).map(([value, index]) => `(${value})[${index}]`),
    ),
    any: fc.oneof(depth, number, string, boolean, array, record, nullable),
  };
});

const environment = environmentOf({});
const engine = emptyEngine();

describe("well-typed expressions", () => {
  test("evaluate to a value of the printed type, or fail as the checker lets them", async () => {
    let wellTyped = 0;
    await fc.assert(
      fc.asyncProperty(expression, async (text) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) throw new Error(`${text}: ${parsed.diagnostics[0]!.message}`);
        const checked = check(parsed.value, environment);
        if (!checked.ok) return;
        wellTyped++;
        const outcome = await engine.execute({ ...REQUEST_DEFAULTS, text, typecheck: true });
        if (outcome.kind === "success") {
          // Only this function gives objects with wildcards.
          const hasWildcards = text.includes("Object.assign");
          const isOfType = inhabits(outcome.value as Value, checked.type, hasWildcards);
          expect(isOfType, `${text} : ${checked.display}`).toBe(true);
          return;
        }
        expect(outcome.kind, text).toBe("failed");
        if (outcome.kind !== "failed") return;
        const { code, message } = outcome.failure;
        const isIndexOfNull = code === "invalid_null_access" && message === "Cannot access `[]` on null.";
        expect(isIndexOfNull || LEFT_TO_THE_RUN.has(code), `${text}: ${code} ${message}`).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(wellTyped).toBeGreaterThan(50);
  });
});
