import { describe, expect, test } from "vitest";
import { FqlError } from "../../runtime/index.js";
import { Project } from "./project.js";

describe("pushes (spec/02 §10.2)", () => {
  test("files are stored as given, in the order of first upload", async () => {
    const project = await Project.open({
      "z.fsl": "collection A {}   \n",
      "a.fsl": "// nothing\n",
      "m.fsl": " ",
    });
    expect(Object.entries(await project.database.schema.pull())).toEqual([
      ["z.fsl", "collection A {}   \n"],
      ["a.fsl", "// nothing\n"],
      ["m.fsl", " "],
    ]);
    await project.push({ "b.fsl": "collection B {}", "z.fsl": "collection A {}" });
    expect(Object.keys(await project.database.schema.pull())).toEqual(["z.fsl", "b.fsl"]);
  });

  test("no files remove everything", async () => {
    const project = await Project.open("collection A {}\nfunction f() { 1 }");
    await project.push({});
    expect(await project.run("[Collection.all().count(), Function.all().count()]")).toEqual([0, 0]);
    expect(await project.database.schema.pull()).toEqual({});
  });

  test("without override other files stay, and what lived in the given ones goes", async () => {
    const project = await Project.open({
      "a.fsl": "collection A {}\ncollection B {}",
      "c.fsl": "collection C {}",
    });
    await project.database.schema.push({ "a.fsl": "collection A {}" }, { override: false });
    expect(await project.run("Collection.all().map(.name).toArray()")).toEqual(["A", "C"]);
    await project.database.schema.push({ "c.fsl": "  \n" }, { override: false });
    expect(await project.database.schema.pull()).toEqual({ "a.fsl": "collection A {}" });
    expect(await project.run("Collection.all().map(.name).toArray()")).toEqual(["A"]);
  });

  test("documents and free metadata of definitions stay", async () => {
    const project = await Project.open("collection A { ttl_days 1 }");
    await project.run("A.create({ id: 1, a: 2 })");
    await project.run('A.definition.update({ data: { team: "x" } })');
    await project.push("collection A { ttl_days 2 }");
    expect(await project.run("[A(1)!.a, A.definition.ttl_days, A.definition.data!.team]")).toEqual([
      2,
      2,
      "x",
    ]);
  });

  test("moving, reordering and reformatting change no definition", async () => {
    const project = await Project.open("collection A { a: Int; b: Int }\nfunction f(x) { x }");
    const ts = await project.run("[A.definition.ts, f.definition.ts].map(.toString())");
    const version = await versionOf(project);
    await project.push({
      "f.fsl": "function f(x) {\n  x\n}",
      "a.fsl": "collection A {\n  b: Int\n  a: Int\n}",
    });
    expect(await project.run("[A.definition.ts, f.definition.ts].map(.toString())")).toEqual(ts);
    expect(await versionOf(project)).toBe(version);
  });

  test("a signature of a computed field arrives, though no diff shows it", async () => {
    const project = await Project.open("collection A { compute c = (x) => 1 }");
    const typed = "collection A { compute c: Int = (x) => 1 }";
    expect(await project.diff(typed)).toBe("");
    await project.push(typed);
    expect(await project.run("A.definition.computed_fields!.c!.signature")).toBe("Int");
  });

  test("another name is another collection", async () => {
    const project = await Project.open("collection A {}");
    await project.run("A.create({ id: 1 })");
    await project.push("collection B {}");
    expect(await project.run("B.all().count()")).toBe(0);
  });

  test("names may change hands", async () => {
    const project = await Project.open("@alias(B) collection A {}\nfunction f() { 1 }");
    await project.push("collection A {}\ncollection f {}\nfunction B() { 1 }");
    expect(await project.run("[B(), f.all().count()]")).toEqual([1, 0]);
  });

  test("a stale version is refused", async () => {
    const project = await Project.open("collection A {}");
    const version = await versionOf(project);
    await project.run('Collection.create({ name: "B" })');
    const push = project.database.schema.push({}, { version });
    await expect(push).rejects.toThrow("Stale schema version provided");
    await expect(push).rejects.toMatchObject({ code: "stale_schema_version" });
    await project.database.schema.push({}, { version: await versionOf(project) });
  });
});

async function versionOf(project: Project): Promise<number> {
  return (await project.database.query("1")).schemaVersion;
}

describe("refused pushes (spec/02 §2, §3, §6, §9)", () => {
  const many = Object.fromEntries(Array.from({ length: 1024 }, (_, i) => [`f${i}.fsl`, ""]));
  test.each<[string, Record<string, string>, string]>([
    ["a name without ending", { main: "" }, "Invalid filename `main`"],
    ["a reserved name", { "*x*.fsl": "" }, "Invalid filename `*x*.fsl`"],
    ["too many files", many, "Too many files"],
    [
      "all parse errors",
      { "a.fsl": "collection A { x }", "b.fsl": "collection {}" },
      "error: Invalid field or member `x`\nat a.fsl:1:16\n  |\n1 | collection A { x }\n  |                ^\n  |\n" +
        "error: Missing required name\nat b.fsl:1:1\n  |\n1 | collection {}\n  | ^^^^^^^^^^\n  |",
    ],
    [
      "one name in two files",
      { "a.fsl": "collection A {}", "b.fsl": "function A() { 1 }" },
      "Duplicate collection or function `A` in b.fsl (originally seen in a.fsl)",
    ],
    [
      "all type errors",
      { "main.fsl": "collection A { x: Nope\n y: Set<Int> }" },
      "error: Unknown type `Nope`\nat main.fsl:1:19\n  |\n1 | collection A { x: Nope\n  |                   ^^^^\n  |\n" +
        "error: Field `y` in collection A is not persistable\nat main.fsl:2:5\n  |\n2 |  y: Set<Int> }\n  |     ^^^^^^^^\n  |\n" +
        "cause: Type Set<Int> is not persistable\n  |\n2 |  y: Set<Int> }\n  |     ^^^^^^^^\n  |",
    ],
    [
      "a reserved name of a collection",
      { "main.fsl": "collection Int {}" },
      "Failed to create Collection.\nconstraint failures:\n  name: The identifier `Int` is reserved.",
    ],
    [
      "a name that is none",
      { "main.fsl": 'function "a b"() { 1 }' },
      "Failed to create Function.\nconstraint failures:\n  name: Invalid identifier.",
    ],
    [
      "a taken alias",
      { "main.fsl": "collection A {}\n@alias(Role) collection B {}" },
      "Failed to create Collection.\nconstraint failures:\n  alias: The identifier `Role` is reserved.",
    ],
    [
      "an unknown role of a function",
      { "main.fsl": "@role(nobody) function f() { 1 }" },
      "Failed to create Function.\nconstraint failures:\n  role: Field refers to an unknown role name `nobody`.",
    ],
    [
      "types that clash",
      { "main.fsl": "collection A {}\n\ncollection NullA {}" },
      "Invalid database schema update.\n    error: The collection name `A` generates types that conflict with the following existing types: NullA\n" +
        "    at main.fsl:1:1\n      |\n    1 | collection A {}\n      | ^^^^^^^^^^^^^^^\n      |\n" +
        "    error: The collection name `NullA` generates types that conflict with the following existing types: NullA\n" +
        "    at main.fsl:3:1\n      |\n    3 | collection NullA {}\n      | ^^^^^^^^^^^^^^^^^^^\n      |",
    ],
    [
      "an unknown resource",
      { "main.fsl": "role r { privileges Nope { read } }" },
      "error: Resource `Nope` does not exist\nat main.fsl:1:21\n  |\n1 | role r { privileges Nope { read } }\n  |                     ^^^^\n  |",
    ],
  ])("%s", async (_, files, message) => {
    const project = await Project.open();
    expect(await project.refusal(files)).toBe(message);
    expect(await project.database.schema.pull()).toEqual({});
    expect(await project.run("Collection.all().count()")).toBe(0);
  });

  test("the errors of a push are those of its diff, but for what shows as it is written", async () => {
    const project = await Project.open();
    await expect(project.diff("collection A { x: Nope }")).rejects.toThrow("Unknown type `Nope`");
    expect(await project.diff("collection Int {}")).toBe("* Adding collection `Int` to main.fsl:1:1\n\n");
  });

  test("errors are FqlErrors", async () => {
    const project = await Project.open();
    await expect(project.push("nope")).rejects.toBeInstanceOf(FqlError);
  });
});

describe("changes by FQL that leave a schema invalid (spec/02 §6)", () => {
  test("the error stands in the regenerated file, the query's at the last definition write", async () => {
    const project = await Project.open();
    expect(
      await project.failure(
        'Collection.create({ name: "A", fields: { x: { signature: "Nope" } } }); Role.create({ name: "r" })',
      ),
    ).toBe(
      "error: Invalid database schema update.\n    error: Unknown type `Nope`\n    at main.fsl:5:6\n      |\n    5 |   x: Nope\n      |      ^^^^\n      |\n" +
        'at *query*:1:84\n  |\n1 | Collection.create({ name: "A", fields: { x: { signature: "Nope" } } }); Role.create({ name: "r" })\n' +
        `  | ${" ".repeat(83)}${"^".repeat(15)}\n  |`,
    );
  });

  test("errors of migrations stand in the stored types, or nowhere", async () => {
    const project = await Project.open("collection A { a: Int }");
    await project.run("A.create({ a: 1 })");
    const update = 'A.definition.update({ fields: { a: { signature: "String" }, b: { signature: "Int" } } })';
    expect(await project.failure(update)).toBe(
      "error: Invalid database schema update.\n" +
        "    error: Field `.a` of type `String` does not match the live type `Int`\n    at *field:A:a*:1:1\n      |\n    1 | String\n      | ^^^^^^\n      |\n" +
        "    hint: Add a migration to split the invalid types into another field\n    at <no source>\n" +
        "    error: Field `.b` is not present in the live schema\n    at <no source>\n" +
        "    hint: Provide an `add` migration for this field\n    at <no source>\n" +
        "    hint: Add a default value to this field\n    at *field:A:b*:1:4\n      |\n    1 | Int = <expr>\n      |    +++++++++\n      |\n" +
        "    hint: Make the field nullable\n    at *field:A:b*:1:4\n      |\n    1 | Int?\n      |    +\n      |\n" +
        `at *query*:1:20\n  |\n1 | ${update}\n  | ${" ".repeat(19)}${"^".repeat(update.length - 19)}\n  |`,
    );
  });

  test("a database that is not typechecked looks at types and roles only", async () => {
    const project = await Project.untyped();
    await project.push("collection A { compute c = (.nope) }\nfunction f(x: Nope): Int { y }");
    expect(await project.refusal("collection A { x: Nope }")).toContain("Unknown type `Nope`");
    expect(await project.refusal("role r { privileges Nope { read } }")).toContain("Resource `Nope`");
  });
});
