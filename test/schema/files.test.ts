import { describe, expect, test } from "vitest";
import { Project } from "./project.js";

const PREAMBLE =
  "// The following schema is auto-generated.\n" +
  "// This file contains FSL for FQL10-compatible schema items.\n\n";

describe("generation of main.fsl (spec/02 §4.2, §5)", () => {
  test("nothing, nothing", async () => {
    const project = await Project.open();
    expect(await project.database.schema.pull()).toEqual({});
  });

  test("all kinds of items, each in canonical text", async () => {
    const project = await Project.open();
    await project.run(`
      Collection.create({
        name: "Tag", alias: "T",
        fields: { n: { signature: "Int?", default: "2" } },
        computed_fields: { d: { body: "(.n)", signature: "Any" } },
        wildcard: "Any",
        indexes: {
          byN: { terms: [{ field: "n" }, { field: ".m", mva: true }], values: [{ field: ".h", order: "desc", mva: true }, { field: "i" }] }
        },
        constraints: [{ check: { name: "ok", body: "(x) => x.n > 0" } }, { unique: [".n", '.["x y"]'] }],
        ttl_days: 1, document_ttls: true
      })
      Function.create({ name: "f", body: "x => x + 2", role: "server-readonly" })
      Function.create({ name: "g", body: "(a, ...b) => { a }", signature: "(a: Int, b: ...Int) => Int" })
      Role.create({
        name: "r",
        privileges: { resource: "Tag", actions: { read: true, create: false, write: "(a, b) => true" } },
        membership: [{ resource: "Tag", predicate: "(.n == 1)" }]
      })
      AccessProvider.create({ name: "ap", issuer: "i", jwks_uri: "https://x.y", roles: { role: "r", predicate: "(x) => true" } })
    `);
    expect(await project.main()).toBe(`${PREAMBLE}@alias(T)
collection Tag {
  n: Int? = 2
  compute d: Any = (.n)
  *: Any
  index byN {
    terms [.n, mva(.m)]
    values [desc(mva(.h)), .i]
  }
  unique [.n, .["x y"]]
  check ok ((x) => x.n > 0)
  ttl_days 1
  document_ttls true
}

@role("server-readonly")
function f(x) {
  x + 2
}

function g(a: Int, ...b: Int): Int {
  a
}

role r {
  privileges Tag {
    read
    write {
      predicate ((a, b) => true)
    }
  }
  membership Tag {
    predicate (.n == 1)
  }
}

access provider ap {
  issuer "i"
  jwks_uri "https://x.y"
  role r {
    predicate ((x) => true)
  }
}
`);
  });

  test("endless history is said", async () => {
    const project = await Project.open();
    await project.run('Collection.create({ name: "A", history_days: null })');
    expect(await project.main()).toBe(`${PREAMBLE}collection A {\n  history_days 9223372036854775807\n}\n`);
  });

  test("more than four fields go by hash", async () => {
    const project = await Project.open();
    await project.run(
      'Collection.create({ name: "A", fields: { a: { signature: "Int" }, b: { signature: "Int" }, c: { signature: "Int" }, d: { signature: "Int" }, e: { signature: "Int" } } })',
    );
    expect(await project.main()).toBe(
      `${PREAMBLE}collection A {\n  e: Int\n  a: Int\n  b: Int\n  c: Int\n  d: Int\n}\n`,
    );
  });

  test("what FSL cannot say fails, with a warning's lines counted", async () => {
    const project = await Project.open("collection A {}");
    expect(
      await project.failure('Role.create({ name: "r", privileges: [{ resource: "A" }, { resource: "A" }] })'),
    ).toBe(`error: Invalid database schema update.
    error: Duplicate privileges \`A\`
    at main.fsl:11:14
       |
    11 |   privileges A {
       |              ^
       |
    hint: Originally defined here
    at main.fsl:9:14
      |
    9 |   privileges A {
      |              ^
      |
at *query*:1:12
  |
1 | Role.create({ name: "r", privileges: [{ resource: "A" }, { resource: "A" }] })
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |`);
  });
});

/** What becomes of a file by an FQL change. */
async function patched(before: string, change: string): Promise<string> {
  const project = await Project.open(before);
  await project.run(change);
  return project.main();
}

describe("patches (spec/02 §5)", () => {
  test.each([
    [
      "add an item",
      "collection A {\n}\n",
      'Collection.create({ name: "B" })',
      "collection A {\n}\n\ncollection B {\n}\n",
    ],
    [
      "… to a text without line break",
      "collection A {}",
      'Collection.create({ name: "B" })',
      "collection A {}\n\ncollection B {\n}\n",
    ],
    [
      "add a field",
      "collection A {\n  // one\n  a: Int\n}",
      'A.definition.update({ fields: { b: { signature: "Int?" } }, migrations: [{ add: { field: ".b" } }] })',
      "collection A {\n  // one\n  a: Int\n  migrations {\n    add .b\n  }\n  b: Int?\n}",
    ],
    [
      "add to an empty block",
      "collection A {}",
      'A.definition.update({ indexes: { byX: { terms: [{ field: "x" }] } } })',
      "collection A {\n  index byX {\n    terms [.x]\n  }\n}",
    ],
    [
      "two of a kind: in reverse",
      "collection A {\n}",
      'A.definition.update({ constraints: [{ unique: [".a"] }, { unique: [".b"] }] })',
      "collection A {\n  unique [.b]\n  unique [.a]\n}",
    ],
    [
      "add a part of an index",
      "collection A {\n  index byX {\n    terms [.x]\n  }\n}",
      'A.definition.update({ indexes: { byX: { values: [{ field: "y" }] } } })',
      "collection A {\n  index byX {\n    terms [.x]\n    values [.y]\n  }\n}",
    ],
    [
      "add an annotation",
      "// Doc.\nfunction f() { 1 }",
      'f.definition.update({ alias: "g", role: "server" })',
      "// Doc.\n@role(server)\n@alias(g)\nfunction f() { 1 }",
    ],
    [
      "change a scalar",
      "collection A { ttl_days 3; }",
      "A.definition.update({ ttl_days: 4 })",
      "collection A { ttl_days 4; }",
    ],
    [
      "change a list",
      "collection A {\n  index byX { terms [.x, mva(.y)] }\n}",
      'A.definition.update({ indexes: { byX: { terms: [{ field: "z" }] } } })',
      "collection A {\n  index byX { terms [.z] }\n}",
    ],
    [
      "add a predicate",
      "collection A {}\nrole r {\n  privileges A { read }\n}",
      'Role.byName("r")!.update({ privileges: [{ resource: "A", actions: { read: "(x) => true" } }] })',
      "collection A {}\nrole r {\n  privileges A { read {\n      predicate ((x) => true)\n    } }\n}",
    ],
    [
      "remove a predicate",
      "collection A {}\nrole r {\n  privileges A { read { predicate (.x) } }\n}",
      'Role.byName("r")!.update({ privileges: [{ resource: "A", actions: { read: true } }] })',
      "collection A {}\nrole r {\n  privileges A { read }\n}",
    ],
    [
      "change a predicate",
      "collection A {}\nrole r { membership A { predicate (.x) } }",
      'Role.byName("r")!.update({ membership: [{ resource: "A", predicate: "(x) => x.y" }] })',
      "collection A {}\nrole r { membership A {\n    predicate ((x) => x.y)\n  } }",
    ],
    [
      "add a default",
      "collection A {\n  a: Int\n}",
      'A.definition.update({ fields: { a: { default: "1" } } })',
      "collection A {\n  a: Int = 1\n}",
    ],
    [
      "change a default",
      "collection A {\n  a: Int =  1\n}",
      'A.definition.update({ fields: { a: { default: "2" } } })',
      "collection A {\n  a: Int =  2\n}",
    ],
    [
      "remove a default",
      "collection A {\n  a: Int = 1 // n\n}",
      "A.definition.update({ fields: { a: { default: null } } })",
      "collection A {\n  a: Int // n\n}",
    ],
    [
      "a default and a new member",
      "collection A {\n  a: Int\n}",
      'A.definition.update({ fields: { a: { default: "1" } }, ttl_days: 3 })',
      "collection A {\n  a: Int = 1\n  ttl_days 3\n}",
    ],
    [
      "change a type",
      "collection A {\n  a: Int\n}",
      'A.definition.update({ fields: { a: { signature: "Int?" } } })',
      "collection A {\n  a: Int?\n}",
    ],
    [
      "a function's signature",
      "function f( a ) {  1  }",
      'f.definition.update({ body: "(b) => { 1 }" })',
      "function f(b) {  1  }",
    ],
    [
      "a function's body",
      "function f( a ) {  a  }",
      'f.definition.update({ body: "(a) => { a + 1 }" })',
      "function f( a ) {\n  a + 1\n}",
    ],
    [
      "rename",
      "collection A { x: Ref<A>? }",
      'A.definition.update({ name: "B", fields: { x: { signature: "Ref<B>?" } } })',
      "collection B { x: Ref<B>? }",
    ],
    [
      "remove an element",
      "collection A {\n  unique [.a];\n  unique [.b]\n}",
      'A.definition.update({ constraints: [{ unique: [".b"] }] })',
      "collection A {\n  unique [.b]\n}",
    ],
    [
      "remove an element before text",
      "collection A { ttl_days 1; document_ttls true }",
      "A.definition.update({ ttl_days: null })",
      "collection A { document_ttls true }",
    ],
    [
      "remove an item with its comment",
      "collection A {}\n\n// Of B.\ncollection B {}\n\n// Free.\n\ncollection C {}",
      "B.definition.delete()",
      "collection A {}\n\n// Free.\n\ncollection C {}",
    ],
    [
      "a signature of a computed field is not noticed",
      "collection A {\n  compute c = (x) => 1\n}",
      'A.definition.update({ computed_fields: { c: { signature: "Any" } } })',
      "collection A {\n  compute c = (x) => 1\n}",
    ],
    [
      "history that is the default",
      "collection A {\n  history_days 3\n  ttl_days 1\n}",
      "A.definition.update({ history_days: 0 })",
      "collection A {\n  ttl_days 1\n}",
    ],
  ])("%s", async (_, before, change, after) => {
    expect(await patched(before, change)).toBe(after);
  });

  test("an item is changed where it lives, a new one goes to main.fsl", async () => {
    const project = await Project.open({
      "b.fsl": "collection B {}",
      "a.fsl": "collection A { ttl_days 1 }",
    });
    await project.run(
      'A.definition.update({ ttl_days: 2 })\nFunction.create({ name: "f", body: "() => 1" })',
    );
    expect(await project.database.schema.pull()).toEqual({
      "b.fsl": "collection B {}",
      "a.fsl": "collection A { ttl_days 2 }",
      "main.fsl": `${PREAMBLE}function f() {\n  1\n}\n`,
    });
  });
});
