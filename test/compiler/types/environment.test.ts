import { describe, expect, test } from "vitest";
import { environmentOf } from "./database.js";
import { typeOf } from "./fixture.js";

const environment = environmentOf({
  collections: {
    Cat: { fields: { name: "String", lives: ["Int", "9"] }, indexes: { byName: [".name"] } },
    P: {
      fields: { name: "String", age: ["Int", "1"], pos: "{ x: Int, y: Int = 2 }", opt: "String?" },
      wildcard: true,
    },
    Open: {},
    Five: {
      fields: { a: "Int", b: "Int", c: "Int", d: "Int", e: "Int" },
      compute: { next: "(d) => d.a + 1", two: "_ => 2", both: "d => d.next + d.two" },
      indexes: { byTwo: [".two"], byNext: [".next"], byPath: [".a.b"] },
    },
    Bar: { fields: { a: "Int?" } },
    Baz: { fields: { b: "Int?" } },
    Foo: { fields: { r: "Ref<Bar> | Int" }, alias: "Fo" },
    Boss: { fields: { boss: "Ref<Boss>" } },
    Tagged: {
      fields: { tags: "Array<String>", pair: "[Int, String]" },
      indexes: { byTag: ["mva(.tags)"], byPair: ["mva(.pair)"] },
    },
  },
  functions: {
    twice: "(x) => { x * 2 }",
    same: "(x) => { x }",
    sum: "(x) => x + x",
    callsSum: "(x) => sum(x)",
    declared: ["(a: Int) => Int", "(a) => a"],
    named: ["A => A", "x => x"],
    reads: "(x) => x.foo",
  },
});

const RANGE = "{ from: Any } | { to: Any } | { from: Any, to: Any }";

const TYPES: Readonly<Record<string, readonly (readonly [query: string, type: string])[]>> = {
  "collections and documents (spec/03b §1)": [
    ["Cat", "CatCollection"],
    ["Cat.create", "(data: { id: ID | Null, name: String, lives: Number | Null }) => Cat"],
    ["Cat.byId(1)!.update", "(data: { name: String | Null, lives: Number | Null }) => Cat"],
    [
      "P.create",
      "(data: { id: ID | Null, ttl: Null, data: Null, name: String, age: Number | Null, pos: { x: Number, y: Number | Null }, opt: String | Null, *: Any }) => P",
    ],
    [
      "P.byId(1)!.update",
      "(data: { ttl: Null, data: Null, name: String | Null, age: Number | Null, pos: { x: Number | Null, y: Number | Null } | Null, opt: String | Null, *: Any }) => P",
    ],
    ["Cat.byName", `((term1: String) => Set<Cat>) & ((term1: String, range: ${RANGE}) => Set<Cat>)`],
    ["Cat.all", `(() => Set<Cat>) & ((range: ${RANGE}) => Set<Cat>)`],
    ['Cat.byName("a", { from: 1 })', "Set<Cat>"],
    ["Cat.byId(1) { name }", "{ name: String } | Null"],
    ["Cat.byId(1)?.update({})", "Cat | Null"],
    ["Cat.byId(1)!.delete()", "NullCat"],
    ["Cat.byId(1).id", "ID"],
    ['Cat.byId(1)["name"]', "String"],
    ["Cat.all().first()?.id", "ID | Null"],
    ["Cat.all().map(c => 1 + c.lives)", "Set<Number>"],
    ["Cat.all().paginate(10)", "{ data: Array<Cat>, after: String | Null }"],
    ["Open.byId(1)!.foo", "Any"],
    ["Fo.byId(1)", "Ref<Fo>"],
    ["Foo.create({ r: Bar.create({}) })", "Foo"],
    ["Boss.create({ boss: null })", "Boss"],
    ["Five.byId(1)!.both", "Number"],
    ["Object.values(Cat.byId(1)!)", "Array<ID | Time | String | Int | Null>"],
  ],
  "terms of indexes (spec/03b §1.6)": [
    ["Five.byTwo(2)", "Set<Five>"],
    ["Five.byNext", `((term1: Number) => Set<Five>) & ((term1: Number, range: ${RANGE}) => Set<Five>)`],
    ["Five.byPath", `((term1: Any) => Set<Five>) & ((term1: Any, range: ${RANGE}) => Set<Five>)`],
    ["Tagged.byTag", `((term1: String) => Set<Tagged>) & ((term1: String, range: ${RANGE}) => Set<Tagged>)`],
    [
      "Tagged.byPair",
      `((term1: Int | String) => Set<Tagged>) & ((term1: Int | String, range: ${RANGE}) => Set<Tagged>)`,
    ],
  ],
  "user functions (spec/03b §2)": [
    ["twice", "UserFunction<Number => Number>"],
    ["same", "UserFunction<A => A>"],
    ["sum", "UserFunction<(Number => Number) & (String => String)>"],
    ["callsSum", "UserFunction<(Number => Number) & (String => String)>"],
    ["declared", "UserFunction<(a: Int) => Int>"],
    ["named", "UserFunction<(x: A) => A>"],
    ["twice.definition", "FunctionDef"],
    ["[1, 2].map(twice)", "Array<Number>"],
    ['[same(1), same("a")]', '[1, "a"]'],
    ['sum("a")', "String"],
  ],
  "modules and native collections (spec/03b §3)": [
    ["Math", "MathModule"],
    ["Math.abs", "(x: Number) => Number"],
    ["let m: MathModule = Math; m", "MathModule"],
    ["FQL.Math.abs(1)", "Number"],
    ["FQL.Schema", "FQL.SchemaModule"],
    ["Time.now", "() => Time"],
    ["Time.now()", "Time"],
    ["newId()", "ID"],
    ['log("x")', "Null"],
    ["log", "(args: ...Any) => Null"],
    ["dbg(1)", "1"],
    ['Collection.byName("x")', "NamedRef<CollectionDef>"],
    ["Cat.definition", "CollectionDef"],
    ['Key.create({ role: "admin" }).secret', "String | Null"],
    ["Credentials", "CredentialCollection"],
    ["Query.identity()", "{ *: Any } | Null"],
  ],
  "operators and literals (spec/03b §7)": [
    ["2 / 3", "Number"],
    ["2 == 3", "Boolean"],
    ["true || false", "Boolean"],
    ["[1 + 1, 2]", "[Number, 2]"],
    ["(x, y) => x + y", "((Number, Number) => Number) & ((String, String) => String)"],
    ["[1, 2].reduce((a, b) => a + b)", "Number | Null"],
    ["Cat.all().fold(0, (a, c) => a + c.lives)", "Number"],
  ],
};

for (const [rule, cases] of Object.entries(TYPES)) {
  describe(rule, () => {
    test.each(cases)("%s", (query, type) => expect(typeOf(query, environment)).toBe(type));
  });
}

const ERRORS: readonly (readonly [query: string, ...lines: string[]])[] = [
  ["Cat.create({})", "Type `{}` does not have field `name` @ {}"],
  [
    'Cat.create({ name: "a", z: 1 })',
    'Type `{ name: "a", z: 1 }` contains extra field `z` @ { name: "a", z: 1 }',
  ],
  [
    "Cat.create({ zip: 1 })",
    "Type `{ zip: 1 }` is not a subtype of `{ id: ID | Null, name: String, lives: Number | Null }` @ { zip: 1 }",
    "  cause: Type `{ zip: 1 }` contains extra field `zip` @ { zip: 1 }",
    "  cause: Type `{ zip: 1 }` does not have field `name` @ { zip: 1 }",
  ],
  [
    "Cat.create(3)",
    "Type `Int` is not a subtype of `{ id: ID | Null, name: String, lives: Number | Null }` @ 3",
  ],
  ["Cat.byName(1)", "Type `Int` is not a subtype of `String` @ 1"],
  [
    "Cat.byId(1).name",
    "Type `Null` does not have field `name` @ name",
    "  hint: Use the ! or ?. operator to handle the null case @ ",
  ],
  [
    "Cat.byId(1)!.age",
    "Type `{ id: ID, ts: Time, ttl: Time | Null, name: String, lives: Int }` does not have field `age` @ age",
  ],
  ['P.byId(1)!.update({ age: "a" })', 'Type `String` is not a subtype of `Null | Number` @ "a"'],
  ["Open.create({ data: { a: 1 } })", "Type `{ a: 1 }` is not a subtype of `Null` @ { a: 1 }"],
  [
    "Five.byId(1)!.zip",
    "Type `{ id: ID, ts: Time, ttl: Time | Null, e: Int, a: Int, b: Int, c: Int, d: Int, next: Number, two: 2, both: Number }` does not have field `zip` @ zip",
  ],
  ["Five.byTwo(0)", "`0` is not the value `2` @ 0"],
  [
    "Foo.create({ r: Baz.create({}) })",
    "Type `{ r: Baz }` is not a subtype of `{ id: ID | Null, r: Ref<Bar> | Number }` @ { r: Baz.create({}) }",
    "  cause: Type `{ id: ID, ts: Time, ttl: Time | Null, b: Int | Null }` contains extra field `b` @ { r: Baz.create({}) }",
    "  cause: Type `{ id: ID, ts: Time, ttl: Time | Null, b: Int | Null }` is not a subtype of `Number | Null` @ { r: Baz.create({}) }",
  ],
  ["Boss.create({})", "Type `{}` does not have field `boss` @ {}"],
  ["let d: Dog = 1; d", "Unknown type `Dog` @ Dog"],
  ['twice("a")', 'Type `String` is not a subtype of `Number` @ "a"'],
  ["sum(true)", "Type `Boolean` is not a subtype of `String | Number` @ true"],
  ["reads(0)", "Type `Int` does not have field `foo` @ ?", "  hint: Type `Int` inferred here @ 0"],
  ["Math.foo", "Type `MathModule` does not have field `foo` @ foo"],
  [
    "Math(1)",
    "Type `MathModule` cannot be used as a function @ Math",
    "  hint: `MathModule` is used as a function here @ (1)",
  ],
  ["Object.values(Cat.byId(1))", "Type `Null` is not a subtype of `{ *: Any }` @ Cat.byId(1)"],
  ['Object.fromEntries([["a"]])', 'Tuple does not contain enough elements. Expected 2, received 1 @ ["a"]'],
  ["[1].concat(Set.single(2))", "Type `Set<2>` is not a subtype of `Array<Any>` @ Set.single(2)"],
  ["Set.single(1).concat([2])", "Type `[2]` is not a subtype of `Set<Any>` @ [2]"],
  [
    "[1].flatMap(x => Set.single(x))",
    "Type `Set<Never>` is not a subtype of `Array<Any>` @ x => Set.single(x)",
  ],
  ["Set.single(1).flatMap(x => [x, 0])", "Type `[Never, 0]` is not a subtype of `Set<Any>` @ [x, 0]"],
];

describe("errors", () => {
  test.each(ERRORS.map(([query, ...lines]) => [query, lines.join("\n")]))("%s", (query, rendered) => {
    expect(typeOf(query!, environment)).toBe(rendered);
  });
});
