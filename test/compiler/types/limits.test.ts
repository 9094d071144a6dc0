import { describe, expect, test } from "vitest";
import { check } from "../../../compiler/index.js";
import { BASE } from "../../../compiler/types/alternative.js";
import { parseQuery } from "../../../grammar/index.js";
import { environment, typeOf } from "./fixture.js";

const TOO_COMPLEX = "Typechecking failed due to query complexity";

function sum(terms: number): string {
  return Array.from({ length: terms }, (_, index) => index).join(" + ");
}

describe("limits (spec/03 §8.2)", () => {
  test("operator chains: a few hundred terms are fine, two thousand are not", () => {
    expect(typeOf(sum(500))).toBe("Number");
    const text = sum(2000);
    expect(typeOf(text)).toBe(`${TOO_COMPLEX} @ ${text}`);
  });

  test("open overloads do not multiply where they hang together", () => {
    const text = `x => ${Array.from({ length: 40 }, () => "x").join(" + ")}`;
    expect(typeOf(text)).toBe("(Number => Number) & (String => String)");
  });

  test("types that double at each let end", () => {
    const text = `let f = x => x; ${"let f = x => f(f(x)); ".repeat(25)}f`;
    expect(typeOf(text)).toBe(`${TOO_COMPLEX} @ ${text}`);
  });

  test("overloads with too many variants end", () => {
    const text = `x => [${Array.from({ length: 12 }, () => "ib(x)").join(", ")}]`;
    expect(typeOf(text)).toBe(`${TOO_COMPLEX} @ ${text}`);
  });

  test("a check leaves nothing behind", () => {
    for (const text of [
      "let f = x => ib(x); [f(1), f(true)]",
      "x => [ib(x), p2(x, x)]",
      "ib(if (c) 1 else true)",
    ]) {
      typeOf(text);
    }
    const { evidence } = BASE.group;
    expect([evidence.links.size, evidence.conflicts.size, evidence.records.size, BASE.inner.length]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  test("time", () => {
    const parsed = parseQuery(sum(900));
    if (!parsed.ok) throw new Error("unreachable");
    let now = 0;
    const checked = check(parsed.value, environment, { clock: () => now++, deadline: 0 });
    expect(checked.ok ? [] : checked.errors.map((error) => error.message)).toEqual([
      "Exceeded static typing time limit",
    ]);
  });
});

/** Warnings with the text they point at, hints with their suggestions. */
function warningsOf(text: string): string[] {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(text);
  const checked = check(parsed.value, environment);
  if (!checked.ok) throw new Error(checked.errors[0]!.message);
  return checked.warnings.map(({ message, span, hints }) => {
    const suggestions = hints.map((hint) => ` (${hint.message} ${hint.suggestion?.replacement})`);
    return `${message} @ ${text.slice(span.start, span.end)}${suggestions.join("")}`;
  });
}

describe("warnings", () => {
  test.each([
    ["x => x", ["Function is not called. @ x => x (Call the function. ())"]],
    ["ib", ["Function is not called. @ ib (Call the function. ())"]],
    ["1; now", ["Function is not called. @ now (Call the function. ())"]],
    ["{ f: x => x }", []],
    ['let s: string = "a"; 1', ["Unknown type `string`. Did you mean `String`? @ string"]],
  ])("%s", (text, warnings) => expect(warningsOf(text)).toEqual(warnings));
});
