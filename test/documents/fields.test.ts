import { describe, expect, test } from "vitest";
import { World } from "./world.js";

const collection = (fields: Readonly<Record<string, string>>, more = "") => {
  const definitions = Object.entries(fields).map(([name, text]) => {
    const [signature, value] = text.split(" := ");
    const rest = value === undefined ? "" : `, default: ${JSON.stringify(value)}`;
    return `${name}: { signature: ${JSON.stringify(signature)}${rest} }`;
  });
  return World.of(
    'Collection.create({ name: "Bar" }); Collection.create({ name: "Baz" })',
    `Collection.create({ name: "C", fields: { ${definitions.join(", ")} }${more} })`,
  );
};

const FAILED = "constraint_failure: Failed to create document in collection `C`.";

function failuresOf(type: string, value: string): string {
  const failed = collection({ f: type }).fails(`C.create({ f: ${value} })`);
  expect(failed.startsWith(`${FAILED}\n`)).toBe(true);
  return failed.slice(FAILED.length + 1);
}

// spec/06 §6.2
describe("what a type accepts", () => {
  const accepted: readonly (readonly [string, string])[] = [
    ["Any", "null"],
    ["Int", "2147483647"],
    ["Long", "2147483648"],
    ["Double", "1.0"],
    ["Float", "1.5"],
    ["Number", "1"],
    ["Number", "1.5"],
    ["Time", "TransactionTime()"],
    ["Date", 'Date("2020-01-01")'],
    ["Bytes", 'Bytes("aGk=")'],
    ['"a" | 3 | true', "3"],
    ["[Int, String]", '[1, "a"]'],
    ["Array<Int?>", "[1, null]"],
    ["Ref<Bar>", "Bar(1)"],
    ["Bar | NullBar", "Bar(1)"],
    ["Int?", "null"],
    ["{ *: Int }", "{ x: 1 }"],
    ["{ a: Int, *: String }", '{ a: 1, b: "x" }'],
    ["Null", "null"],
  ];
  test.each(accepted)("%s takes %s", (type, value) =>
    expect(collection({ f: type }).run(`C.create({ f: ${value} }).exists()`)).toBe(true),
  );
});

// spec/06 §6.3
describe("failures of types", () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ["Int", "2147483648", "f: Expected Int, provided Long"],
    ["Int", "2.0", "f: Expected Int, provided Double"],
    ["Double", "1", "f: Expected Double, provided Int"],
    ["Float", "1", "f: Expected Double, provided Int"],
    ["UUID", '"x"', "f: Expected UUID, provided String"],
    ["3", "3.0", "f: Expected 3, provided Double"],
    ["Int", "null", "f: Missing required field of type Int"],
    ["Array<Int>", '[1, "a"]', "f[1]: Expected Int, provided String"],
    ["[Int, Int]", "[1]", "f: Invalid tuple arity"],
    ["Ref<Bar>", "Baz(1)", "f: Expected Bar | NullBar, provided Document"],
    ["Ref<Bar>?", "1", "f: Expected Bar | NullBar | Null, provided Int"],
    ["String?", "1", "f: Expected String | Null, provided Int"],
    ["{ a: Int, b: String? }", "1", "f: Expected { a: Int, b: String | Null }, provided Int"],
    ["{ a: Int }", "{ a: 1, b: 2 }", "f.b: Unexpected field provided"],
    ["{ *: Int }", '{ foo: "x" }', "f.foo: Expected Int, provided String"],
    ["{ a: Int = 3, b: String }", "null", "f: Missing required field of type { a: Int, b: String }"],
    ["Int", '[1, "a", []]', "f: Expected Int, provided [Int, String, []]"],
    ["Int", "{ a: 1, b: { c: Bar(1) } }", "f: Expected Int, provided { a: Int, b: { c: Document } }"],
    [
      "Int",
      "{ a: 1, b: 1, c: 1, d: 1, e: 1 }",
      "f: Expected Int, provided { e: Int, a: Int, b: Int, c: Int, d: Int }",
    ],
    ["Int", 'Date("2020-01-01")', "f: Expected Int, provided Date"],
    ['"a" | "b"', '"c"', 'f: Expected "a" | "b", provided "c"'],
    ["1 | 2", "3", "f: Expected 1 | 2, provided Int"],
    ["true", "false", "f: Expected true, provided false"],
    ['Int | "a"', '"c"', 'f: Expected Int | "a", provided String'],
  ];
  test.each(refused)("%s refuses %s", (type, value, failure) =>
    expect(failuresOf(type, value)).toBe(failure),
  );

  const unions: readonly (readonly [string, string, string])[] = [
    ["{ a: Int } | Null", "{}", "f.a: Missing required field of type Int"],
    ["{ a: Int } | Null", '{ a: "x" }', "f.a: Expected Int, provided String"],
    ["{ a: Int } | Null", "{ a: 1, b: 2 }", "f.b: Unexpected field provided"],
    ["{ a: Int, b: Int } | Null", "{}", "f: Union requires fields [a, b]"],
    ["{ a: Int } | { b: Int }", "{}", "f: Union requires fields [a] or [b]"],
    ["{ a: Int } | { b: Int } | { a: Int, b: Int }", "{}", "f: Union requires fields [a], [b], or [a, b]"],
    [
      "{ a: Int } | { b: Int }",
      "{ c: 1 }",
      "f.c: Unexpected field provided\nf: Union requires fields [a] or [b]",
    ],
    ["{ a: Int } | { a: Int, b: Int }", '{ a: "x" }', "f.a: Expected Int, provided String"],
    [
      "{ a: Int } | { a: Boolean }",
      '{ a: "x" }',
      "f: Expected { a: Int } | { a: Boolean }, provided { a: String }",
    ],
    ["Int | Boolean", '"x"', "f: Expected Int | Boolean, provided String"],
    ["Array<Int> | Int", '["x"]', "f[0]: Expected Int, provided String"],
  ];
  test.each(unions)("%s refuses %s", (type, value, failure) => expect(failuresOf(type, value)).toBe(failure));

  test("written fields come first, then absent ones in table order", () => {
    const db = collection({ a: "Int", b: "Int", c: "Int" });
    expect(db.fails("C.create({ z: 1, c: true })")).toBe(
      `${FAILED}\nz: Unexpected field provided\nc: Expected Int, provided Boolean\na: Missing required field of type Int\nb: Missing required field of type Int`,
    );
  });

  test("an outer object that is absent is looked into; an explicit null is not", () => {
    const db = collection({ a: "{ foo: Int = 3, bar: String }" });
    expect(db.fails("C.create({})")).toBe(`${FAILED}\na.bar: Missing required field of type String`);
    expect(db.fails("C.create({ a: null })")).toBe(
      `${FAILED}\na: Missing required field of type { foo: Int, bar: String }`,
    );
  });

  test("ttl is checked as a meta field, and in Data forms as a user field", () => {
    const db = collection({ n: "Int?" });
    expect(db.fails('C.create({ ttl: "x" })')).toBe(`${FAILED}\nttl: Expected Time | Null, provided String`);
    expect(db.fails("C.createData({ ttl: 1 })")).toBe(`${FAILED}\ndata.ttl: Unexpected field provided`);
  });
});

// spec/06 §6.4
describe("defaults", () => {
  test("fill in what is absent, also within objects, in the order of the schema", () => {
    const db = collection({
      a: "{ x: Int = 3 }",
      m: "{ *: Any }",
      n: "Int := 1",
      xs: "Array<{ o: { *: Any } }> := []",
    });
    expect(db.run("Object.entries(C.create({ n: 5 }).data)")).toEqual([
      ["n", 5],
      ["a", { x: 3 }],
      ["m", {}],
      ["xs", []],
    ]);
    expect(db.run("C.create({ xs: [{}] }).xs")).toEqual([{ o: {} }]);
  });

  test("explicit null is not absent; update fills nothing in; replace does", () => {
    const db = collection({ n: "Int := 1" });
    expect(db.fails("C.create({ n: null })")).toBe(`${FAILED}\nn: Missing required field of type Int`);
    expect(db.run("let d = C.create({ n: 4 }); d.replace({}).n")).toBe(1);
    expect(db.fails("C.create({ id: 1 }).update({ n: null })")).toBe(
      "constraint_failure: Failed to update document with id 1 in collection `C`.\nn: Missing required field of type Int",
    );
  });

  test("a nullable object is not made", () => {
    expect(collection({ o: "{ a: Int }?" }).run("C.create({}).o")).toBe(null);
  });

  test("they may observe, not read, and are tried when they are defined", () => {
    expect(collection({ t: "Time := Time.now()" }).run("C.create({}).t == Time.now()")).toBe(true);
    expect(() => collection({ t: "Any := Bar.all().count()" })).toThrow(
      "t: Default field evaluation failed.\nerror: `all` performs a read, which is not allowed in default values.",
    );
    expect(() => collection({ t: "Any := newId()" })).toThrow(
      "t: Default field evaluation failed.\nValue has type ID, which cannot be persisted",
    );
    expect(() => collection({ t: "Any := abort(1)" })).toThrow(
      "t: Default field evaluation failed.\nerror: Query aborted.\nat *field:t*:1:6",
    );
  });
});

// spec/06 §7
describe("computed fields", () => {
  const db = () =>
    World.of(
      `Collection.create({ name: "C", computed_fields: {
         sum: { body: "d => d.a + 1" }, nothing: { body: "_ => null" }, self: { body: "d => d.self" },
         writes: { body: "d => C.create({})" } } })`,
    );
  test("are evaluated at each read and never stored", () => {
    expect(
      db().run("let d = C.create({ a: 1 }); let x = d.sum; d.update({ a: 5 }); [x, d.sum, d.data]"),
    ).toEqual([2, 6, { a: 5 }]);
  });
  test("cannot be written, not even null", () => {
    expect(db().fails("C.create({ sum: null, nothing: 1 })")).toBe(
      `${FAILED}\nsum: Cannot write to a computed field\nnothing: Cannot write to a computed field`,
    );
    expect(db().run("C.createData({ a: 1, sum: 5 }) { sum, s: .data.sum }")).toEqual({ sum: 2, s: 5 });
  });
  test("do not write", () => {
    expect(db().fails("C.create({ a: 1 }).writes")).toBe(
      "invalid_effect: `create` performs a write, which is not allowed in computed fields.",
    );
    expect(db().fails("C.create({ a: 1 }).self")).toBe(
      "stack_overflow: number of stack frames exceeded limit of 2048",
    );
  });
  test("are written out before the stored fields, null too", () => {
    const small = World.of(
      'Collection.create({ name: "C", computed_fields: { sum: { body: "d => d.a + 1" }, nothing: { body: "_ => null" } } })',
    );
    expect(small.run("Object.keys(C.createData({ a: 1, sum: 2, ttl: 3 }))")).toEqual([
      "id",
      "coll",
      "ts",
      "sum",
      "nothing",
      "a",
      "data",
    ]);
    expect(small.run("C.createData({ a: 1, sum: 2, ttl: 3 }) { sum, nothing, data }")).toEqual({
      sum: 2,
      nothing: null,
      data: { a: 1, sum: 2, ttl: 3 },
    });
  });
});
