import { describe, expect, test } from "vitest";
import { typeOf } from "./fixture.js";

/** One line for each rule: a query, and its type. */
const TYPES: Readonly<Record<string, readonly (readonly [query: string, type: string])[]>> = {
  "literals stay literal": [
    ["1", "1"],
    ["1.50", "1.50"],
    ["12345678901", "12345678901"],
    ['[1, "a", [true]]', '[1, "a", [true]]'],
    ["{ a: null }", "{ a: Null }"],
    ["()", "[]"],
    ["let x = 1; x", "1"],
    ['"a #{1}"', "String"],
  ],
  "branches are joined": [
    ["if (c) [1] else [2]", "[1 | 2]"],
    ["if (c) [1] else [1, 2]", "[1] | [1, 2]"],
    ["if (c) null else 1", "1 | Null"],
    ["if (c) v else 1", "Any | 1"],
    ["if (c) 1", "Null"],
    ["if (c) 1 else 2", "1 | 2"],
    ["if (c) {} else 1", "1 | {}"],
    ["if (c) { a: 1, b: 2 } else { a: 3 }", "{ a: 1 | 3 }"],
    ["if (c) true else false", "Boolean"],
    ['if (c) "a".length else now()', "Time | Number"],
    ["if (c) 1 else arr.length", "Number"],
  ],
  "lambdas are inferred": [
    ["x => 42", "Any => 42"],
    ["(x, y) => if (c) x else y", "(A, A) => A"],
    ["x => if (c) x else succ(x)", "Int => Int"],
    ["x => { succ(x); x }", "A & Int => A"],
    ["x => x.a.b", "{ a: { b: A, ... }, ... } => A"],
    ['f => f(1, "a")', '((1, "a") => A) => A'],
    ["(a, ...b) => b", "(Any, ...A) => Array<A>"],
    ["(.a + 1)", "{ a: Number, ... } => Number"],
    ["(a, b) => a < b", "(Any, Any) => Boolean"],
    ["x => y => x(y)", "(A => B) => A => B"],
    ["x => x!", "A => A - Null"],
    ["x => x ?? 1", "A => 1 | (A - Null)"],
    ["x => x { a }", ".{ { a: A, ... } => { a: A } } => B => B"],
  ],
  "let generalizes": [
    ['let f = x => x; [f(1), f("a")]', '[1, "a"]'],
    ['let id: (A) => A = (x) => x; [id(1), id("a")]', '[1, "a"]'],
    ["let x: Number = 1; x", "Number"],
    ['let string: string = "a"; string', "Never"],
    ["y => { let f = x => y(x); [f(0), f(true)] }", "(true | 0 => A) => [A, A]"],
  ],
  "access by key and index": [
    ["[1, 2][0]", "1"],
    ["[1, 2][5]", "Never"],
    ['let k = "a"; { a: 1 }[k]', "1 | Null"],
    ['{ a: 1 }["a"]', "1"],
    ["wild.a", "Int"],
    ["wild.b", "String | Null"],
    ["arr[0]", "Int"],
    ["null[0]", "Never"],
  ],
  "null is dropped by !, ?. and ??": [
    ["null!", "Never"],
    ["1 ?? null", "1 | Null"],
    ["1 ?? 2", "2 | 1"],
    ["{ a: 1 }?.a", "1 | Null"],
    ["{ a: 1 }?.a!", "1"],
    ["n!", "Int"],
    ["m!", "Int"],
  ],
  "projection keeps the container": [
    ["({ a: 1 }) { b: .a }", "{ b: 1 }"],
    ["[{ a: 1 }] { a }", "Array<{ a: 1 }>"],
    ["null { a }", "Null"],
    ["D.byId(1) { n }", "{ n: Number } | Null"],
    ["D.all() { id, m: .n }", "Set<{ id: ID, m: Number }>"],
  ],
  "members of arrays": [
    ['[1, "a"].map(x => x)', 'Array<1 | "a">'],
    ["[].map(x => x)", "Array<Never>"],
    ["[1].fold([], (a, e) => a.concat([e]))", "Array<1> | []"],
    ["[1, 2].map(x => x + 1).filter(x => x > 1)", "Array<Number>"],
  ],
  "references read like their document or null": [
    ["D.byId(1)", "Ref<D>"],
    ["D(1)", "Ref<D>"],
    ["D.byId(1)!", "D"],
    ["D.byId(1)?.n", "Number | Null"],
    ["D.byId(1).exists()", "Boolean"],
    ["D.byId(1).coll", "Any | DCollection"],
  ],
  "Any is dynamic": [
    ["v.foo.bar(1)[2]", "Any"],
    ["v { a }", "Never"],
    ["v + v", "Number"],
    ["zzz isa Int", "Boolean"],
  ],
  "overloads are decided by their arguments": [
    ["ib(1)", "Int"],
    ["ib(if (c) 1 else true)", "Int | Boolean"],
    ["1 + 2", "Number"],
    ['("a" + "b").length', "Number"],
    ["range({ from: 1 })", "Int"],
    ["range(if (c) { from: 1 } else { to: 2 })", "Int"],
  ],
  "overloads stay open in lambdas": [
    ["x => ib(x)", "(Int => Int) & (Boolean => Boolean)"],
    ["{ f: x => ib(x), n: ib(1) }", "{ f: Int => Int, n: Int } & { f: Boolean => Boolean, n: Int }"],
    ["x => sb(ib(x))", "Boolean => Boolean"],
    ["x => succ(ib(x))", "Int => Int"],
    ["x => ib(if (c) 1 else x)", "(Int => Int) & (Boolean => Int | Boolean)"],
    ["(x, y) => p2(x, y)", "((Int, Int) => Int) & ((Boolean, Boolean) => Boolean)"],
    ["x => p2(x, 1)", "Int => Int"],
    ["f => x => ib(f(x))", "((A => Int) => A => Int) & ((B => Boolean) => B => Boolean)"],
    ["x => { let a = ib(x); a }", "(Int => Int) & (Boolean => Boolean)"],
    ["x => { let a = succ(ib(x)); a }", "Int => Int"],
  ],
  "overloads are annealed at let": [
    ["let f = x => p2(x, x); f(u)", "Boolean | Int"],
    ["let g = x => ib(x); [g(1), g(true)]", "[Int, Boolean]"],
    ["(g => [g(1), g(true)])(ib)", "[Int | Boolean, Int | Boolean]"],
    ['let add = (a, b) => a + b; [add(1, 2), add("a", "b")]', "[Number, String]"],
  ],
};

for (const [rule, cases] of Object.entries(TYPES)) {
  describe(rule, () => {
    test.each(cases)("%s", (query, type) => expect(typeOf(query)).toBe(type));
  });
}

/** Errors as the fixture renders them: the message, the text it points at, hints indented. */
const ERRORS: readonly (readonly [query: string, ...lines: string[]])[] = [
  ["[1, 2][-1]", "Index -1 out of bounds for length 2 @ -1"],
  ['{ a: 1 }["b"]', 'Type `{ a: 1 }` does not have field `b` @ "b"'],
  [
    'let n: Number = "a"; n.foo',
    'Type `"a"` is not a subtype of `Number` @ n',
    '  cause: Type `String` is not a subtype of `Number` @ "a"',
    "Type `Number` does not have field `foo` @ foo",
    "  hint: Type `Number` inferred here @ Number",
  ],
  [
    '1("a")',
    "Type `Int` cannot be used as a function @ 1",
    '  hint: `Int` is used as a function here @ ("a")',
  ],
  ["1 && true", "Type `Int` is not a subtype of `Boolean` @ 1"],
  ["!1", "Type `Int` is not a subtype of `Boolean` @ 1"],
  ["ib(if (c) 1 else null)", "Type `Null` is not a subtype of `Boolean | Int` @ null"],
  ['ib("x")', 'Type `String` is not a subtype of `Boolean | Int` @ "x"'],
  ["zzz.a + yyy", "Unbound variable `zzz` @ zzz", "Unbound variable `yyy` @ yyy"],
  ["p2(1, true)", "Type `Boolean` is not a subtype of `Int` @ true"],
  [
    "Pt({})",
    "Type `{}` is not a subtype of `{ x: Int, y: Int }` @ {}",
    "  cause: Type `{}` does not have field `x` @ {}",
    "  cause: Type `{}` does not have field `y` @ {}",
  ],
  ["Pt({ x: 1 })", "Type `{ x: 1 }` does not have field `y` @ { x: 1 }"],
  [
    'Pt({ x: "a" })',
    'Type `{ x: "a" }` is not a subtype of `{ x: Int, y: Int }` @ { x: "a" }',
    '  cause: Type `{ x: "a" }` does not have field `y` @ { x: "a" }',
    '  cause: Type `String` is not a subtype of `Int` @ "a"',
  ],
  [
    "let s: String = v; succ(s)",
    "Type `String` is not a subtype of `Int` @ s",
    "  cause: Type `String` is not a subtype of `Int` @ String",
  ],
  [
    "(if (c) 1 else null).foo",
    "Type `1 | Null` is not a subtype of `{ foo: Any, ... }` @ (if (c) 1 else null)",
    "  cause: Type `Int` does not have field `foo` @ foo",
    "  hint: Type `Int` inferred here @ 1",
    "  cause: Type `Null` does not have field `foo` @ foo",
    "  hint: Type `Null` inferred here @ null",
    "  hint: Use the ! or ?. operator to handle the null case @ ",
  ],
  ["{ a: 1.b, c: 2.d }", "Type `Int` does not have field `b` @ b", "Type `Int` does not have field `d` @ d"],
  [
    "[3.foo].bar",
    "Type `Int` does not have field `foo` @ foo",
    "Type `Array<_>` does not have field `bar` @ bar",
  ],
  [
    "k => { let t: X => X = k; t }",
    "Value cannot be constrained by inner generic type `X => X` @ t",
    "  hint: Generic type definition @ X => X",
    "  hint: Outer value originates here @ k",
  ],
  ["at (0) 1", "Type `Int` is not a subtype of `TransactionTime | Time` @ 0"],
  ['"a" + true', "Type `Boolean` is not a subtype of `String | Number` @ true"],
  ['"a" + 3', "Type `Int` is not a subtype of `String` @ 3"],
  ['2 + "a"', 'Type `String` is not a subtype of `Number` @ "a"'],
  ['nullable("a")', 'Type `String` is not a subtype of `Null | Number` @ "a"'],
  ["[1].reduce(() => 1)", "Function was called with too many arguments. Expected 0, received 2 @ () => 1"],
  [
    "D.byId(1).n",
    "Type `Null` does not have field `n` @ n",
    "  hint: Use the ! or ?. operator to handle the null case @ ",
  ],
  [
    "D.byId(1)!.zip",
    "Type `{ id: ID, ts: Time, ttl: Time | Null, n: Number }` does not have field `zip` @ zip",
  ],
  ["let x: Foo = 1; x", "Unknown type `Foo` @ Foo"],
  ["(1 + 2).foo", "Type `Number` does not have field `foo` @ foo"],
];

describe("errors", () => {
  test.each(ERRORS.map(([query, ...lines]) => [query, lines.join("\n")]))("%s", (query, rendered) => {
    expect(typeOf(query!)).toBe(rendered);
  });
});
