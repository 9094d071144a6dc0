import { describe, expect, test } from "vitest";
import { World } from "./world.js";

// spec/06b §14
const world = () =>
  World.of(
    `Collection.create({ name: "P", indexes: {
       byN: { terms: [{ field: "n" }] },
       byAge: { values: [{ field: "age", order: "desc" }] },
       tag: { terms: [{ field: "tags", mva: true }] } } })`,
    `P.create({ id: 1, n: "a", age: 3, tags: ["x", "y"] })
     P.create({ id: 2, n: "a", age: 7 })
     P.create({ id: 3, age: 3, tags: "x" })
     P.create({ id: 4 })`,
  );

describe("checks at a glance", () => {
  const values: readonly (readonly [string, unknown])[] = [
    ['P.byN("a").map(.id).toArray()', ["1", "2"]],
    ["P.byN(null).count()", 0],
    ["P.byAge().map(.id).toArray()", ["4", "2", "1", "3"]],
    ["P.byAge({ from: 5 }).map(.id).toArray()", ["1", "3"]],
    ["P.byAge({ to: 7 }).map(.id).toArray()", ["4", "2"]],
    ["P.byAge({ to: null }).map(.id).toArray()", ["4"]],
    ['P.tag("x").map(.id).toArray()', ["1", "3"]],
    ["P.byAge({ from: [1, 2] }).count()", 3],
    [
      "P.definition.indexes.byAge",
      { values: [{ field: "age", order: "desc" }], queryable: true, status: "complete" },
    ],
  ];
  test.each(values)("%s", (query, value) => expect(world().run(query)).toEqual(value));

  const failures: readonly (readonly [string, string])[] = [
    [
      "P.byAge({})",
      "invalid_argument: invalid argument `range`: should be an object contining `{ from }`, `{ to }`, or `{ from, to }` fields",
    ],
    ["P.byN(x => x)", "invalid_argument: invalid argument `term1`: Argument cannot be used as lookup term"],
    [
      "P.byN()",
      "invalid_function_invocation: callee function expects 1 or 2 arguments, but 0 were provided.",
    ],
    ["P.byNope(1)", "invalid_function_invocation: The function `byNope` does not exist on `P`"],
    [
      'Function.create({ name: "P", body: "x => x" })',
      "constraint_failure: Failed to create Function.\nname: A Collection already exists with the name `P`",
    ],
    [
      'Function.create({ name: "log", body: "x => x" })',
      "constraint_failure: Failed to create Function.\nname: The identifier `log` is reserved.",
    ],
    [
      'Database.create({ name: "a b" })',
      "constraint_failure: Failed to create Database.\nname: Invalid identifier.",
    ],
  ];
  test.each(failures)("%s fails", (query, failure) => expect(world().fails(query)).toBe(failure));

  test("a function is called from the next query on", () => {
    const db = world();
    db.run('Function.create({ name: "inc", body: "x => x + 1" })');
    expect(db.run("[inc(1), inc.definition.name]")).toEqual([2, "inc"]);
    expect(db.fails("inc(1, 2)")).toBe(
      "invalid_function_invocation: callee function expects exactly 1 argument, but 2 were provided.",
    );
  });

  test("names whose types exist are refused", () => {
    expect(world().fails('Collection.create({ name: "NullP" })')).toBe(
      [
        "invalid_schema: Invalid database schema update.",
        "    error: The collection name `NullP` generates types that conflict with the following existing types: NullP",
        "    at *query*:1:18",
        "      |",
        '    1 | Collection.create({ name: "NullP" })',
        "      |                  ^^^^^^^^^^^^^^^^^^^",
        "      |",
      ].join("\n"),
    );
  });
});

// spec/06b §4
describe("ranges", () => {
  const ages = () =>
    World.of(
      `Collection.create({ name: "A", indexes: {
         byAge: { values: [{ field: "age", order: "desc" }, { field: "name" }] },
         byList: { values: [{ field: "list" }] },
         byObj: { values: [{ field: "obj" }] },
         byId: { terms: [{ field: "k" }] } } })`,
    );
  test("a name of a static member is no index name", () => {
    expect(() => ages()).toThrow("indexes: The name 'byId' is reserved.");
  });

  const people = () =>
    World.of(
      `Collection.create({ name: "A", indexes: {
         byAge: { values: [{ field: "age", order: "desc" }, { field: "name" }] },
         byList: { values: [{ field: "list" }] },
         byObj: { values: [{ field: "obj" }] },
         byKey: { terms: [{ field: "k" }] } } })`,
      `A.create({ age: 41, name: "a", list: [1, 2], obj: { x: 1 } })
       A.create({ age: 30, name: "c", list: [3, 4], obj: { x: 4, y: 4 } })
       A.create({ age: 30, name: "b", list: [5, 6], obj: { x: 3 } })
       A.create({ id: 7, name: "z", k: 1 })`,
    );
  const values: readonly (readonly [string, unknown])[] = [
    ["A.byAge().map(.name).toArray()", ["z", "a", "b", "c"]],
    ["A.byAge({ from: 35 }).map(.name).toArray()", ["b", "c"]],
    ['A.byAge({ from: 41, to: [30, "b"] }).map(.name).toArray()', ["a", "b"]],
    ["A.byAge({ to: null }).map(.name).toArray()", ["z"]],
    ["A.byAge({ from: 30, to: 41 }).count()", 0],
    ["A.byAge({ from: [] }).count()", 4],
    [
      "A.byList({ from: [3], to: [5] }).map(.list).toArray()",
      [
        [3, 4],
        [5, 6],
      ],
    ],
    ["A.byObj({ to: { x: 4 } }).map(.name).toArray()", ["a", "b"]],
    ["A.byObj({ from: { y: 4, x: 4 } }).map(.name).toArray()", ["c", "z"]],
    ["A.byKey(1, { from: 7 }).count()", 1],
    ['A.byKey(1, { from: "8" }).count()', 0],
    ["A.all({ from: A(7), to: 7 }).count()", 1],
    ["A.byAge({ from: 35 }).reverse().map(.name).toArray()", ["c", "b"]],
  ];
  test.each(values)("%s", (query, value) => expect(people().run(query)).toEqual(value));

  const failures: readonly (readonly [string, string])[] = [
    ["A.byKey(1, { from: null })", "The `from` field must be a document id."],
    ["A.byKey(1, { to: 1.0 })", "The `to` field must be a document id."],
    ["A.all({ to: [1] })", "The `to` field must be a document id."],
    ["A.byAge({ from: [1, 2, 3] })", "The field `from` can have at most 2 values"],
    ["A.byAge({ from: A })", "The `from` field should be either an indexable value or an array of values"],
    ["A.byAge(1)", "should be an object contining `{ from }`, `{ to }`, or `{ from, to }` fields"],
  ];
  test.each(failures)("%s fails", (query, reason) =>
    expect(people().fails(query)).toBe(`invalid_argument: invalid argument \`range\`: ${reason}`),
  );
});

// spec/06b §2
describe("entries", () => {
  const indexed = (index: string, ...documents: readonly string[]) =>
    World.of(
      `Collection.create({ name: "E", indexes: { ix: ${index} } })`,
      ...documents.map((fields) => `E.create(${fields})`),
    );

  test("a document without any term is not in the index; with some it is, and null is found", () => {
    const db = indexed('{ terms: [{ field: "a" }, { field: ".b" }] }', "{ id: 1, a: 1 }", "{ id: 2 }");
    expect(db.run("[E.ix(1, null).count(), E.ix(null, null).count()]")).toEqual([1, 0]);
  });

  test("multi-valued values list a document once for each", () => {
    const db = indexed(
      '{ values: [{ field: "t", mva: true }] }',
      '{ id: 1, t: ["b", ["a", "b"], { x: 1 }] }',
      "{ id: 2 }",
    );
    expect(db.run("E.ix().map(.id).toArray()")).toEqual(["1", "1", "2"]);
  });

  test("Int and Double are two terms, objects match in any order of keys, references by id", () => {
    const db = indexed(
      '{ terms: [{ field: "a" }] }',
      "{ a: 1 }",
      "{ a: 1.0 }",
      "{ a: { x: 1, y: 2 } }",
      "{ a: E(1) }",
    );
    expect(
      db.run("[E.ix(1).count(), E.ix(1.0).count(), E.ix({ y: 2, x: 1 }).count(), E.ix(E(1)).count()]"),
    ).toEqual([1, 1, 1, 1]);
  });

  test("paths read positions in arrays, never other documents", () => {
    const db = indexed('{ terms: [{ field: ".a[1].b" }] }', "{ a: [0, { b: 5 }] }", "{ a: E(1) }");
    expect(db.run("E.ix(5).count()")).toBe(1);
  });

  test("writes of the query count, also before the commit", () => {
    const db = indexed('{ terms: [{ field: "a" }] }');
    expect(
      db.run(
        "let d = E.create({ a: 1 }); let one = E.ix(1).count(); d.update({ a: 2 }); let two = [E.ix(1).count(), E.ix(2).count()]; d.delete(); [one, two, E.ix(2).count()]",
      ),
    ).toEqual([1, [0, 1], 0]);
  });

  test("a computed field is indexed on the document's own data; what fails counts as null", () => {
    const db = World.of(
      `Collection.create({ name: "E",
         computed_fields: { sum: { body: "d => d.a + d.b" }, other: { body: "d => d.ref.a" } },
         indexes: { bySum: { terms: [{ field: "sum" }] }, byOther: { values: [{ field: "other" }] } } })`,
      "E.create({ id: 1, a: 1, b: 2 }); E.create({ id: 2, a: 5, ref: E(1) }).id",
    );
    expect(db.run("[E.bySum(3).map(.id).toArray(), E.byOther({ from: null }).count()]")).toEqual([["1"], 2]);
  });

  test("entries have history", () => {
    const db = indexed('{ terms: [{ field: "a" }] }', "{ id: 1, a: 1 }");
    const before = db.run("Time.now().toString()");
    db.run("E(1)!.update({ a: 2 })");
    expect(db.run(`at (Time("${before}")) { [E.ix(1).count(), E.ix(2).count()] }`)).toEqual([1, 0]);
    expect(db.run("[E.ix(1).count(), E.ix(2).count()]")).toEqual([0, 1]);
  });
});

// spec/06b §6
describe("building", () => {
  test("an index added to a small collection is complete, with the past", () => {
    const db = World.of('Collection.create({ name: "B" })', "B.create({ id: 1, a: 1 })");
    const before = db.run("Time.now().toString()");
    db.run("B(1)!.update({ a: 2 }); B.create({ id: 2, a: 1 })");
    db.run('B.definition.update({ indexes: { byA: { terms: [{ field: "a" }] } } })');
    expect(db.run("B.definition.indexes.byA")).toEqual({
      terms: [{ field: "a" }],
      queryable: true,
      status: "complete",
    });
    expect(db.run("[B.byA(1).map(.id).toArray(), B.byA(2).map(.id).toArray()]")).toEqual([["2"], ["1"]]);
    expect(db.run(`at (Time("${before}")) { B.byA(1).map(.id).toArray() }`)).toEqual(["1"]);
  });

  test("over more than 128 documents it is not queryable until built", () => {
    const db = World.of(
      'Collection.create({ name: "B" })',
      "Set.sequence(0, 129).forEach(i => B.create({ a: i }))",
    );
    db.run('B.definition.update({ indexes: { byA: { terms: [{ field: "a" }] } } })');
    expect(db.run("B.definition.indexes.byA { queryable, status }")).toEqual({
      queryable: false,
      status: "building",
    });
    expect(db.fails("B.byA(1)")).toBe("invalid_index_invocation: The index `B.byA` is not queryable.");
    db.run("B.create({ id: 1, a: 5 }); B.all().first()!.update({ a: 500 })");
    db.build();
    expect(db.run("B.definition.indexes.byA { queryable, status }")).toEqual({
      queryable: true,
      status: "complete",
    });
    expect(db.run("[B.byA(5).count(), B.byA(0).count(), B.byA(500).count(), B.byA(7).count()]")).toEqual([
      1, 1, 1, 1,
    ]);
  });

  test("one of a known shape is complete at once, and dropping one keeps the other", () => {
    const db = World.of(
      'Collection.create({ name: "B", indexes: { one: { terms: [{ field: "a" }] } } })',
      "Set.sequence(0, 129).forEach(i => B.create({ a: i }))",
      'B.definition.update({ indexes: { two: { terms: [{ field: ".a", mva: false }] } } })',
      "B.definition.update({ indexes: { one: null } })",
    );
    expect(db.run("B.two(5).count()")).toBe(1);
    expect(db.fails("B.one(5)")).toBe(
      "invalid_function_invocation: The function `one` does not exist on `B`",
    );
  });
});
