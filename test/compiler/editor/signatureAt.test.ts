import { expect, test } from "vitest";
import { signatureAt } from "../../../compiler/index.js";
import { shopEnvironment as environment } from "./shopEnvironment.js";

function signature(marked: string): string | undefined {
  const called = signatureAt(marked.replace("|", ""), marked.indexOf("|"), environment);
  return called && `${called.name}: ${called.signature}`;
}

const SLICE = "slice: ((start: Number) => String) & ((start: Number, end: Number) => String)";

test.each([
  ["a method", '"a".slice(|', SLICE],
  ["a later argument", '"a".slice(1, |)', SLICE],
  ["a word of an argument", '"a".slice(nu|)', SLICE],
  ["the innermost call", 'Customer.byEmail("a".slice(|', SLICE],
  ["a lambda in a call", "[1].map(x => |", "map: (mapper: (1 => B)) => Array<B>"],
  ["an object in a call", "Math.pow({ a: |", "pow: (x: Number, power: Number) => Number"],
  ["a function", "checkout(|)", "checkout: UserFunction<String => Order>"],
])("what is called in the arguments of %s", (_name, marked, expected) => {
  expect(signature(marked)).toBe(expected);
});

test.each(["|", "Customer.all()|", 'Customer.byEmail("a|")', "f(|)", "Customer|.all()", "let x = |"])(
  "nothing at %s",
  (marked) => {
    expect(signature(marked)).toBeUndefined();
  },
);
