import { describe, expect, test } from "vitest";
import { World } from "./world.js";

const shelf = () => World.of('Collection.create({ name: "S", alias: "Rack" })');

// spec/06 §10
describe("definitions of collections", () => {
  test("are completed at the end of the query, not before", () => {
    const db = World.of();
    expect(
      db.run(
        'let c = Collection.create({ name: "A", indexes: { byA: { terms: [{ field: "a" }] } }, constraints: [{ check: { name: "k", body: "_ => true" } }, { unique: [{ field: "b" }] }] }); c.indexes!.byA!.status',
      ),
    ).toBe(null);
    expect(db.run('Collection.byName("A") { name, indexes, constraints, history_days }')).toEqual({
      name: "A",
      indexes: { byA: { terms: [{ field: "a" }], queryable: true, status: "complete" } },
      constraints: [{ unique: ["b"], status: "active" }, { check: { name: "k", body: "_ => true" } }],
      history_days: 0,
    });
  });
  test("are written out in their order, without internal fields", () => {
    expect(shelf().run("Object.keys(S.definition)")).toEqual([
      "name",
      "coll",
      "ts",
      "indexes",
      "alias",
      "constraints",
      "history_days",
    ]);
    expect(shelf().run('[S.definition["$entries"], S.definition.backingIndexes]')).toEqual([null, null]);
  });
  test("patches merge, arrays are replaced, null removes", () => {
    const db = World.of(
      'Collection.create({ name: "A", fields: { a: { signature: "Int?" } }, indexes: { x: { terms: [{ field: "a" }] } } })',
    );
    db.run(
      'A.definition.update({ fields: { b: { signature: "Int?" } }, indexes: { y: { values: [{ field: "b" }] } } })',
    );
    expect(db.run("[Object.keys(A.definition.fields), Object.keys(A.definition.indexes)]")).toEqual([
      ["a", "b"],
      ["x", "y"],
    ]);
    db.run("A.definition.update({ fields: { a: null }, indexes: { x: null } })");
    expect(db.run("[Object.keys(A.definition.fields), Object.keys(A.definition.indexes)]")).toEqual([
      ["b"],
      ["y"],
    ]);
    db.run('A.definition.replace({ name: "A" })');
    expect(db.run("[A.definition.fields, A.definition.indexes, A.definition.history_days]")).toEqual([
      null,
      {},
      0,
    ]);
  });

  const CREATE = "constraint_failure: Failed to create Collection.";
  const refused: readonly (readonly [string, string])[] = [
    ['name: "A", meta: 1', "meta: Unexpected field provided"],
    ['name: "A", data: "x"', "data: Expected { *: Any } | Null, provided String"],
    ["", "name: Missing required field of type String"],
    ['name: "Int"', "name: The identifier `Int` is reserved."],
    ['name: "_"', "name: The identifier `_` is reserved."],
    ['name: "a b"', "name: Invalid identifier."],
    ['name: "S"', "name: A Collection already exists with the name `S`"],
    ['name: "Rack"', "name: A Collection already exists with the alias `Rack`"],
    ['name: "A", alias: "S"', "alias: A Collection already exists with the name `S`"],
    ['name: "A", fields: { id: { signature: "Int" } }', "fields: The name 'id' is reserved."],
    ['name: "A", fields: { ttl: { signature: "Int" } }', "fields: The name 'ttl' is reserved."],
    ['name: "A", fields: { "a b": { signature: "Int" } }', "fields: Invalid identifier."],
    [
      'name: "A", fields: { f: { signature: "Int", default: 1 } }',
      "fields.f.default: Expected String | Null, provided Int",
    ],
    [
      'name: "A", computed_fields: { update: { body: "_ => 1" } }',
      "computed_fields: The name 'update' is reserved.",
    ],
    ['name: "A", indexes: { all: { terms: [{ field: "a" }] } }', "indexes: The name 'all' is reserved."],
    [
      'name: "A", indexes: { x: { terms: [{ field: "id" }] } }',
      "indexes.x.terms[0].field: `id` is not supported as an index term, use the native byId method to look up a document by its id.",
    ],
    [
      'name: "A", indexes: { x: { values: [{ field: ".coll" }] } }',
      "indexes.x.values[0].field: `coll` is not supported as a specified index value.",
    ],
    [
      'name: "A", indexes: { x: { terms: [{ field: "" }] } }',
      "indexes.x.terms[0].field: Value cannot be empty.",
    ],
    [
      'name: "A", indexes: { x: { terms: [{ field: "x y" }] } }',
      "indexes.x.terms[0].field: Value `x y` is not a valid FQL path expression.",
    ],
    [
      'name: "A", indexes: { x: {} }',
      "indexes.x: Union requires fields [terms], [values], or [terms, values]",
    ],
    [
      'name: "A", indexes: { x: { values: [{ field: "a", order: "up" }] } }',
      'indexes.x.values[0].order: Expected "asc" | "desc" | Null, provided "up"',
    ],
    [
      'name: "A", indexes: { x: { terms: "a" } }',
      "indexes.x.terms: Expected Array<{ field: String, mva: Boolean | Null }>, provided String",
    ],
    [
      'name: "A", indexes: { x: { terms: [{ field: "a" }], status: "complete" } }',
      "indexes.x.status: Failed to update field because it is readonly",
    ],
    ['name: "A", history_days: -1', "history_days: Non-negative value required."],
    [
      'name: "A", constraints: [{ unique: [] }]',
      "constraints: Unique constraints must have at least one term",
    ],
    [
      'name: "A", constraints: [{ unique: ["ts"] }]',
      "constraints[0].unique: `ts` is not supported as a unique constraint value.",
    ],
    [
      'name: "A", constraints: [{ unique: ["a"] }, { unique: [{ field: ".a", mva: true }] }]',
      "constraints: Duplicate unique constraint on path [.a]",
    ],
    [
      'name: "A", constraints: [{ check: { name: "ok", body: "_ => true" } }, { check: { name: "ok", body: "_ => true" } }]',
      "constraints: Duplicate check constraint name 'ok'",
    ],
    [
      'name: "A", constraints: [{ check: { name: "a b", body: "_ => true" } }]',
      "constraints[0].check.name: Invalid identifier.",
    ],
    [
      'name: "A", constraints: [{ check: { name: "ok", body: "() => true" } }]',
      "constraints[0].check.body: Invalid function arity. Expected exactly 1 argument, but the function was defined with 0 arguments",
    ],
    [
      'name: "A", fields: { f: { signature: "Int" } }, computed_fields: { f: { body: "_ => 1" } }',
      "computed_fields: Computed field 'f' collides with a defined field",
    ],
    ['name: "A", id: 1', "id: Is a reserved field and cannot be used"],
  ];
  test.each(refused)("{ %s } is refused", (definition, failure) =>
    expect(shelf().fails(`Collection.create({ ${definition} })`)).toBe(`${CREATE}\n${failure}`),
  );
  test("texts that do not parse show why", () => {
    expect(shelf().fails('Collection.create({ name: "A", computed_fields: { f: { body: ".baz" } } })')).toBe(
      `${CREATE}\ncomputed_fields.f.body: Unable to parse FQL source code.\nerror: Invalid anonymous field access\nat *body*:1:1\n  |\n1 | .baz\n  | ^^^^\n  |`,
    );
  });
  test("messages name the old name", () => {
    expect(shelf().fails('S.definition.update({ name: "Int" })')).toBe(
      "constraint_failure: Failed to update Collection `S`.\nname: The identifier `Int` is reserved.",
    );
  });
});

// spec/06 §11
describe("renaming and deleting", () => {
  test("documents stay, references show the new name from the next query on", () => {
    const db = shelf();
    db.run("S.create({ id: 1, to: S(1) })");
    db.run('S.definition.update({ name: "T" })');
    expect(db.run("[T(1)!.coll, T(1)!.to.id, Rack(1).exists()]")).toEqual(["T", "1", true]);
    expect(db.fails("S(1)")).toBe("unbound_variable: Unbound variable `S`");
  });
  test("a collection of the same name made anew is empty, and old references are null", () => {
    const db = World.of(
      'Collection.create({ name: "S" }); Collection.create({ name: "H" })',
      "H.create({ id: 1, to: S.create({ id: 1 }) }).id",
    );
    db.run('S.definition.delete(); Collection.create({ name: "S" })');
    expect(db.run("[S.all().count(), S(1).exists(), H(1)!.to == null, H(1)!.to.exists()]")).toEqual([
      0,
      false,
      true,
      false,
    ]);
    expect(db.run("[H(1)!.to.id, H(1)!.to.coll]")).toEqual(["1", "Deleted"]);
    expect(db.fails("H(1)!.to.x")).toBe("invalid_null_access: Cannot access `x` on null.");
    expect(db.fails("H(1)!.to!")).toBe(
      "document_not_found: Document with id 1 does not exist because the collection was deleted.",
    );
  });
  test("a document and its collection are not written in one query, in either order", () => {
    const text = "invalid_write: Cannot modify a document and its collection in the same query.";
    const db = World.of('Collection.create({ name: "S" }); Collection.create({ name: "H" })');
    expect(db.fails("S.create({}); S.definition.update({})")).toBe(text);
    expect(db.fails("S.definition.delete(); S.create({})")).toBe(text);
    expect(db.run("S.definition.update({}); H.create({ a: 1 }).a")).toBe(1);
  });
  test("references in roles and functions follow", () => {
    const db = World.of(
      'Collection.create({ name: "S" }); Role.create({ name: "r", privileges: { resource: "S", actions: { read: true } }, membership: [{ resource: "S" }] })',
      'Function.create({ name: "f", role: "r", body: "() => 1" })',
      'S.definition.update({ name: "T" }); Role.byName("r")!.update({ name: "q" })',
    );
    expect(db.run('Role.byName("q") { privileges, membership }')).toEqual({
      privileges: { resource: "T", actions: { read: true } },
      membership: [{ resource: "T" }],
    });
    expect(db.run('Function.byName("f")!.role')).toBe("q");
  });
});

// spec/06b §13
describe("what a query sees of its own definitions", () => {
  const db = () => World.of('Collection.create({ name: "S" }); Role.create({ name: "old" })');
  const values: readonly (readonly [string, unknown])[] = [
    ['Role.create({ name: "r" }); Role.byName("r").exists()', false],
    ['Role.create({ name: "r" }).name', "r"],
    ['Role.create({ name: "r" }); Role.firstWhere(.name == "r") != null', true],
    [
      'Role.byName("old")!.update({ name: "s" }); [Role.byName("old")!.name, Role.byName("s").exists()]',
      ["s", false],
    ],
    ['Role.byName("old")!.delete(); Role.create({ name: "old" }); Role.byName("old").exists()', false],
    ['S.definition.update({ name: "T" }); S.create == null', false],
    ['Collection.create({ name: "A" }); FQL.Schema.defForIdentifier("A").name', "A"],
    ['FQL.Schema.defForIdentifier("nope")', null],
    ["Collection.all().map(.name).toArray()", ["S"]],
    ['S.definition == Collection.byName("S")!', true],
  ];
  test.each(values)("%s", (query, value) => expect(db().run(query)).toEqual(value));
  test("collections made by the query are no identifiers", () => {
    expect(db().fails('Collection.create({ name: "A" }); A.all()')).toBe(
      "unbound_variable: Unbound variable `A`",
    );
    expect(db().fails('Collection.create({ name: "A" }); Collection("A")')).toBe(
      "invalid_argument: invalid argument `collection`: No such user collection `A`.",
    );
  });
  test("a new index is no method, an old body still runs", () => {
    const world = World.of(
      'Collection.create({ name: "S" }); Function.create({ name: "f", body: "() => 1" })',
    );
    expect(
      world.fails('S.definition.update({ indexes: { byZ: { terms: [{ field: "z" }] } } }); S.byZ(1)'),
    ).toBe("invalid_function_invocation: The function `byZ` does not exist on `S`");
    expect(world.run('Function.byName("f")!.update({ body: "() => 2" }); f()')).toBe(1);
    expect(world.run("f()")).toBe(2);
  });
  test("definitions written in a failed query are not there", () => {
    const world = World.of();
    world.fails('Collection.create({ name: "A" }); abort(1)');
    expect(world.run('Collection.byName("A").exists()')).toBe(false);
  });
});

// spec/06b §7, spec/07b §2.1, spec/07 §7
describe("other definitions", () => {
  const failures: readonly (readonly [string, string])[] = [
    [
      'Function.create({ name: "f", body: "(.x)" })',
      "constraint_failure: Failed to create Function.\nbody: Unable to parse FQL source code.\nerror: Short form lambdas are not allowed here\nat *body*:1:2\n  |\n1 | (.x)\n  |  ^^\n  |",
    ],
    [
      'Function.create({ name: "f", body: x => x })',
      "invalid_type: Anonymous functions cannot be stored. Use a string of FQL instead.",
    ],
    [
      'Function.create({ name: "f", body: 1 })',
      "constraint_failure: Failed to create Function.\nbody: Expected String, provided Int",
    ],
    [
      'Function.create({ name: "f", body: "() => 1", role: "nobody" })',
      "constraint_failure: Failed to create Function.\nrole: Field refers to an unknown role name `nobody`.",
    ],
    [
      'Role.create({ name: "admin" })',
      "constraint_failure: Failed to create Role.\nname: The identifier `admin` is reserved.",
    ],
    [
      'Role.create({ name: "r", privileges: {} })',
      "constraint_failure: Failed to create Role.\nprivileges.resource: Missing required field of type String",
    ],
    [
      'Role.create({ name: "r", privileges: [{ resource: 1 }] })',
      "constraint_failure: Failed to create Role.\nprivileges[0].resource: Expected String, provided Int",
    ],
    [
      'Role.create({ name: "r", privileges: { resource: "S", actions: { fly: true } } })',
      "constraint_failure: Failed to create Role.\nprivileges.actions.fly: Unexpected field provided",
    ],
    [
      'Role.create({ name: "r", privileges: { resource: "S", actions: { read: 3 } } })',
      "constraint_failure: Failed to create Role.\nprivileges.actions.read: Expected Boolean | String | Query | Null, provided Int",
    ],
    [
      'Role.create({ name: "r", membership: { resource: "S", predicate: true } })',
      "constraint_failure: Failed to create Role.\nmembership.predicate: Expected Query | String | Null, provided Boolean",
    ],
    [
      'Role.create({ name: "r", privileges: { resource: "S", actions: { write: "x => true" } } })',
      "constraint_failure: Failed to create Role.\nprivileges.actions.write: Invalid function arity. Expected 2 or 3 arguments, but the function was defined with 1 argument",
    ],
    [
      'Role.create({ name: "r" }); Role.create({ name: "r" })',
      "constraint_failure: Failed unique constraint.\nname: Failed unique constraint",
    ],
    [
      'AccessProvider.create({ name: "a", issuer: "i", jwks_uri: "http://x" })',
      "constraint_failure: Failed to create AccessProvider.\njwks_uri: `http://x` must be a valid https URI.",
    ],
    [
      'AccessProvider.create({ name: "a", issuer: "i", jwks_uri: "https://x", roles: ["admin", "r", "r"] })',
      "constraint_failure: Failed to create AccessProvider.\nroles: Builtin role `admin` not allowed.\nroles: The role `r` is present more than once, there can only be one entry per role.",
    ],
    [
      'AccessProvider.create({ name: "a", issuer: "i", jwks_uri: "https://x", audience: "z" })',
      "constraint_failure: Failed to create AccessProvider.\naudience: Failed to update field because it is readonly",
    ],
    [
      'Database.create({ name: "a", global_id: "z" })',
      "constraint_failure: Failed to create Database.\nglobal_id: Failed to update field because it is readonly",
    ],
    [
      'Database.create({ name: "a", scope: 1 })',
      "constraint_failure: Failed to create Database.\nscope: Unexpected field provided",
    ],
    ['Database.byName("nope").delete()', "document_not_found: Database `nope` not found."],
  ];
  test.each(failures)("%s fails", (query, failure) => expect(shelf().fails(query)).toBe(failure));

  test("a role in use is not deleted", () => {
    const db = World.of(
      'Role.create({ name: "r" }); Function.create({ name: "f", role: "r", body: "() => 1" })',
    );
    expect(db.fails('Role.byName("r")!.delete()')).toBe(
      "constraint_failure: Failed to delete Role `r`.\nname: The function `f` refers to this document by its previous identifier `r`.",
    );
  });
  test("at most 64 roles have members of one collection", () => {
    const db = World.of(
      'Collection.create({ name: "U" })',
      'Set.sequence(0, 64).forEach(i => Role.create({ name: "r" + i.toString(), membership: { resource: "U" } }))',
    );
    expect(db.fails('Role.create({ name: "one_more", membership: [{ resource: "U" }] })')).toContain(
      "The maximum number of roles per resource (64) have been exceeded.",
    );
    expect(db.run('Role.create({ name: "one_more" }).name')).toBe("one_more");
  });
  test("databases have a global id for life", () => {
    const db = World.of('Database.create({ name: "d", priority: 1 })');
    const id = db.run('Database.byName("d")!.global_id');
    expect(id).toMatch(/^[ybndrfg8ejkmcpqxot1uwisza345h769]{13}$/);
    db.run('Database.byName("d")!.replace({ name: "e" })');
    expect(db.run('Database.byName("e") { global_id, priority }')).toEqual({ global_id: id, priority: null });
  });
  test("a function shows itself under the name it is reached by", () => {
    const db = World.of('Function.create({ name: "f", alias: "g", body: "x => x + 1" })');
    expect(db.run('[f(1), g(2), Function("g")(3), [1].map(f)]')).toEqual([2, 3, 4, [2]]);
  });
});
