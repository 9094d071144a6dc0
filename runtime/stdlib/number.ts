import { method, number } from "../call/index.js";
import {
  add,
  bitAnd,
  bitNot,
  bitOr,
  bitXor,
  Double,
  divide,
  doubleDisplayText,
  multiply,
  type NumberValue,
  negate,
  power,
  remainder,
  subtract,
} from "../values/index.js";
import { libraryModule, libraryType } from "./part.js";

function binary(
  doc: string,
  example: readonly [string, string],
  run: (a: NumberValue, b: NumberValue) => NumberValue,
) {
  return method({
    signature: "(other: Number) => Number",
    takes: [[number("other")]],
    doc,
    example,
    run,
  });
}

/** Numbers have operators, `toString`, and no other members. spec/04 §2, §6 */
const MEMBERS = {
  toString: method({
    signature: "() => String",
    takes: [[]],
    doc: "The decimal digits of the number.",
    example: ["1e7.toString()", `"10000000"`],
    run: (self: NumberValue) => (self instanceof Double ? doubleDisplayText(self.value) : String(self)),
  }),
};

const OPERATORS = {
  "+": binary("The sum.", ["1 + 2", "3"], add),
  "*": binary("The product.", ["3 * 4", "12"], multiply),
  "/": binary("The quotient; of integers truncated toward zero.", ["7 / 2", "3"], divide),
  "%": binary("The remainder, with the sign of the dividend.", ["-7 % 2", "-1"], remainder),
  "&": binary("The bits that both have.", ["6 & 3", "2"], bitAnd),
  "|": binary("The bits that either has.", ["6 | 3", "7"], bitOr),
  "^": binary("The bits that just one has.", ["6 ^ 3", "5"], bitXor),
  "**": method({
    signature: "(exponent: Number) => Number",
    takes: [[number("exponent")]],
    doc: "The power; of integers exact where it fits 64 bits.",
    example: ["2 ** 10", "1024"],
    run: power,
  }),
  "-": method({
    signature: "((other: Number) => Number) & (() => Number)",
    takes: [[number("other")], []],
    doc: "The difference; with one operand its negation.",
    example: ["1 - 3", "-2"],
    run: (self: NumberValue, other?: NumberValue) =>
      other === undefined ? negate(self) : subtract(self, other),
  }),
  "~": method({
    signature: "() => Number",
    takes: [[]],
    doc: "All bits turned.",
    example: ["~9", "-10"],
    run: bitNot,
  }),
};

/** `Number` is declared for all its kinds, so that a field of declared type `Int` has the same members. */
export const numberTypes = [
  libraryType({
    type: "Number",
    kinds: ["Int", "Long", "Double"],
    doc: "Whole numbers of 32 or 64 bits and floating-point numbers.",
    members: MEMBERS,
    operators: OPERATORS,
  }),
  ...(
    [
      ["Int", "Whole numbers of 32 bits."],
      ["Long", "Whole numbers of 64 bits."],
      ["Double", "Floating-point numbers of 64 bits."],
      ["Float", "Another name of Double."],
    ] as const
  ).map(([type, doc]) => libraryType({ type, kinds: [], doc, members: MEMBERS, operators: OPERATORS })),
];

/** Only good for `isa`. spec/04 §9 */
export const numberModules = [
  libraryModule({ name: "Number", doc: "Any number, for `isa`." }),
  libraryModule({ name: "Int", doc: "Whole numbers of 32 bits, for `isa`." }),
  libraryModule({ name: "Long", doc: "Whole numbers of 64 bits, for `isa`." }),
  libraryModule({ name: "Double", doc: "Floating-point numbers, for `isa`." }),
  libraryModule({ name: "Float", doc: "Floating-point numbers, for `isa`." }),
];
