import { describe, expect, test } from "vitest";
import { Project } from "./project.js";

/** The documents' fields after a push, written out. */
async function migrated(before: string, documents: readonly string[], after: string): Promise<string[]> {
  const project = await Project.open(`collection A {\n${before}\n}`);
  for (const each of documents) await project.run(`A.create(${each})`);
  await project.push(`collection A {\n${after}\n}`);
  const data = (await project.run("A.all().map(.data).toArray()")) as unknown[];
  return data.map((each) => JSON.stringify(each));
}

describe("effects of migrations on documents (spec/02 §7.5)", () => {
  test.each([
    [
      "split, with a backfill",
      "v: Int | String",
      ["{ v: 4 }", '{ v: "k" }'],
      "n: Int\ns: String?\nmigrations { split .v -> .n, .s; backfill .n = 0 }",
      ['{"n":4}', '{"n":0,"s":"k"}'],
    ],
    [
      "add with a backfill",
      "a: Int",
      ["{ a: 1 }"],
      "a: Int\nb: Int\nmigrations { add .b; backfill .b = 2 }",
      ['{"a":1,"b":2}'],
    ],
    [
      "add with a default",
      "a: Int",
      ["{ a: 1 }"],
      "a: Int\nb: Int = 3\nmigrations { add .b }",
      ['{"a":1,"b":3}'],
    ],
    ["add nullable", "a: Int", ["{ a: 1 }"], "a: Int\nb: Int?\nmigrations { add .b }", ['{"a":1}']],
    [
      "a backfill is more than a default",
      "a: Int",
      ["{ a: 1 }"],
      "a: Int\nb: Int = 3\nmigrations { add .b; backfill .b = 4 }",
      ['{"a":1,"b":4}'],
    ],
    ["drop", "a: Int\nb: Int", ["{ a: 1, b: 2 }"], "a: Int\nmigrations { drop .b }", ['{"a":1}']],
    [
      "move",
      "a: Int\nc: Int",
      ["{ a: 1, c: 2 }"],
      "b: Int\nc: Int\nmigrations { move .a -> .b }",
      ['{"c":2,"b":1}'],
    ],
    [
      "swap",
      "a: Int\nb: Int",
      ["{ a: 1, b: 2 }"],
      "a: Int\nb: Int\nmigrations { move .a -> .t; move .b -> .a; move .t -> .b }",
      ['{"a":2,"b":1}'],
    ],
    [
      "move, and a new field of the old name with a default",
      "a: Int",
      ["{ a: 1 }"],
      "a: Int = 7\nb: Int\nmigrations { move .a -> .b }",
      ['{"b":1,"a":7}'],
    ],
    [
      "change a type without mapping",
      "a: Int",
      ["{ a: 1 }"],
      'a: String\nmigrations { drop .a; add .a; backfill .a = "x" }',
      ['{"a":"x"}'],
    ],
    [
      "narrow",
      "a: Int | String",
      ["{ a: 1 }", '{ a: "x" }'],
      "a: Int\nmigrations { split .a -> .a, .t; backfill .a = 0; drop .t }",
      ['{"a":1}', '{"a":0}'],
    ],
    [
      "split three ways",
      "a: Int | String | Boolean",
      ["{ a: 1 }", '{ a: "x" }', "{ a: true }"],
      "i: Int?\ns: String?\nb: Boolean?\nmigrations { split .a -> .i, .s, .b }",
      ['{"i":1}', '{"s":"x"}', '{"b":true}'],
    ],
    [
      "nested fields",
      "a: { x: Int, y: Int }",
      ["{ a: { x: 1, y: 2 } }"],
      "a: { y: Int, z: Int }\nmigrations { drop .a.x; add .a.z; backfill .a.z = 5 }",
      ['{"a":{"y":2,"z":5}}'],
    ],
    [
      "out of an object that goes",
      "a: { x: Int }",
      ["{ a: { x: 1 } }"],
      "y: Int\nmigrations { move .a.x -> .y; drop .a }",
      ['{"y":1}'],
    ],
    [
      "a new object whose fields are all added",
      "a: Int",
      ["{ a: 1 }"],
      "a: Int\no: { p: Int, q: Int? }\nmigrations { add .o.p; backfill .o.p = 1; add .o.q }",
      ['{"a":1,"o":{"p":1}}'],
    ],
    [
      "from open to closed",
      "*: Any",
      ["{ a: 1, b: 2 }", '{ a: "x" }', "{ extra: 1, _extra: 2 }"],
      "a: Int\nextra: { *: Any }?\nmigrations { add .a; backfill .a = 0; add .extra; move_conflicts .extra; move_wildcard .extra }",
      ['{"a":1,"extra":{"b":2}}', '{"a":0,"extra":{"a":"x"}}', '{"a":0,"extra":{"extra":1,"_extra":2}}'],
    ],
    ["back to open", "a: Int", ["{ a: 1 }"], "a: Int\n*: Any\nmigrations { add_wildcard }", ['{"a":1}']],
  ])("%s", async (_, before, documents, after, expected) => {
    expect(await migrated(before, documents, after)).toEqual(expected);
  });

  test("old versions look as if they had always had the new shape; ts stays", async () => {
    const project = await Project.open("collection A { history_days 1; a: Int }");
    await project.run("A.create({ id: 1, a: 1 })");
    const before = await project.run("A(1)!.ts");
    await project.run("A(1)!.update({ a: 2 })");
    await project.push("collection A { history_days 1; b: Int\n migrations { move .a -> .b } }");
    expect(await project.run("A(1)!.b")).toBe(2);
    expect(await project.run(`at (Time("${before}")) { A(1)!.b }`)).toBe(1);
    await project.run("A(1)!.update({ b: 3 })");
    expect(await project.run("A(1)!.b")).toBe(3);
  });

  test("one after the other", async () => {
    const project = await Project.open("collection A { a: Int }");
    await project.run("A.create({ id: 1, a: 1 })");
    await project.push("collection A { b: Int\n migrations { move .a -> .b } }");
    await project.run("A.create({ id: 2, b: 2 })");
    await project.push(
      "collection A { b: Int\n c: Int\n migrations { move .a -> .b\n add .c\n backfill .c = 9 } }",
    );
    await project.run("A.create({ id: 3, b: 3, c: 3 })");
    expect(await project.run("A.all().map(.data).toArray()")).toEqual([
      { b: 1, c: 9 },
      { b: 2, c: 9 },
      { b: 3, c: 3 },
    ]);
  });

  test("indexes over what changes are built anew, others are kept", async () => {
    const index = "index byN { terms [.n] }";
    const project = await Project.open(`collection A { a: Int\n n: Int\n index byN { terms [.n] } }`);
    await project.run("A.create({ id: 1, a: 1, n: 5 })");
    await project.push(`collection A { n: Int\n ${index}\n migrations { drop .n; move .a -> .n } }`);
    expect(await project.run("[A.byN(5).count(), A.byN(1).count()]")).toEqual([0, 1]);
    await project.push(`collection A { m: Int\n index byM { terms [.m] }\n migrations { move .n -> .m } }`);
    expect(await project.run("A.byM(1).map(.id).toArray()")).toEqual(["1"]);
    await project.run("A(1)!.update({ m: 2 })");
    expect(await project.run("[A.byM(1).count(), A.byM(2).count()]")).toEqual([0, 1]);
  });

  test("an index whose paths are renamed keeps its data, however large", async () => {
    const project = await Project.open("collection A { n: Int\n index byN { terms [.n] } }");
    await project.run("Set.sequence(0, 200).forEach(i => A.create({ n: i }))");
    await project.push("collection A { m: Int\n index byM { terms [.m] }\n migrations { move .n -> .m } }");
    expect(await project.run("A.definition.indexes.byM!.status")).toBe("complete");
    expect(await project.run("A.byM(7).count()")).toBe(1);
  });
});

const conversion = (after: string) => `Invalid database schema update.\n${after.replace(/^/gm, "    ")}`;

describe("backfills that cannot be converted (spec/02 §7.5)", () => {
  test.each([
    [
      "of the wrong type",
      "f: Ref<A>\nmigrations { add .f }",
      "error: Failed to convert backfill value.\nconstraint failures:\n  f: Expected A | NullA, provided Null\nat *field:A:f*:1:1\n  |\n1 | Ref<A>\n  | ^^^^^^\n  |",
    ],
    [
      "of a nested field",
      "o: { f: Ref<A> }\nmigrations { add .o.f }",
      "error: Failed to convert backfill value.\nconstraint failures:\n  o.f: Expected A | NullA, provided Null\nat *field:A:o*:1:6\n  |\n1 | { f: Ref<A> }\n  |      ^^^^^^\n  |",
    ],
    [
      "a default",
      'f: Int = { let x: Any = "s"; x }\nmigrations { add .f }',
      'error: Failed to convert backfill value.\nconstraint failures:\n  f: Expected Int, provided String\nat foo:1:1\n  |\n1 |   {\n  |  _^\n2 | |   let x: Any = "s"\n3 | |   x\n4 | | }\n  | |_^\n  |',
    ],
    [
      "not storable",
      "f: Any\nmigrations { add .f; backfill .f = { a: [newId()] } }",
      "error: Failed to convert migration.\nconstraint failures:\n  a[0]: Value has type ID, which cannot be persisted.\nat <no source>",
    ],
    [
      "itself not storable",
      "f: Any\nmigrations { add .f; backfill .f = newId() }",
      "error: Failed to convert migration.\nconstraint failures:\n  Value has type ID, which cannot be persisted.\nat <no source>",
    ],
    [
      "failing",
      "f: Number\nmigrations { add .f; backfill .f = 1 / 0 }",
      "error: Attempted integer division by zero.\nat <no source>",
    ],
    [
      "writing",
      "f: Any\nmigrations { add .f; backfill .f = { A.create({ a: 1, f: 2 })\n 1 } }",
      "error: Insufficient privileges to perform the action.\nat <no source>",
    ],
  ])("%s", async (_, fields, message) => {
    const project = await Project.open("collection A { a: Any }");
    await project.run("A.create({ a: 1 })");
    expect(await project.refusal(`collection A { a: Any\n ${fields} }`)).toBe(conversion(message));
  });
});
