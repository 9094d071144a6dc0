import { describe, expect, test } from "vitest";
import { World } from "./world.js";

// spec/07 §3
describe("keys", () => {
  const db = () => World.of('Role.create({ name: "r" }); Database.create({ name: "child" })');

  test("show their secret in what create returns, and never again", () => {
    const world = db();
    const [secret, later, updated, data, snapshot] = world.run(
      'let k = Key.create({ role: "server" }); let u = k.update({ data: { a: 1 } }); [k.secret, Key.byId(k.id)!.secret, u.secret, u.data.a, k.data]',
    ) as readonly unknown[];
    expect(secret).toMatch(/^fnA[-_A-Za-z0-9]{37}$/);
    expect([later, updated, data, snapshot]).toEqual([null, null, 1, null]);
    expect(world.run("Key.all().first()! { role, secret, data }")).toEqual({
      role: "server",
      secret: null,
      data: { a: 1 },
    });
    expect(world.run("Object.keys(Key.all().first()!)")).toEqual(["id", "coll", "ts", "role", "data"]);
  });

  test("are no part of the schema", () => {
    const world = db();
    world.run('Key.create({ role: "server", ttl: Time.now().add(1, "day") })');
    expect(world.run("Key.all().map(.ttl == null).toArray()")).toEqual([false]);
  });

  test("follow renamed roles and databases, keep their ttl, and go with their database", () => {
    const world = db();
    world.run('Key.create({ role: "r", database: "child", ttl: Time.now().add(1, "day") }).id');
    world.run('Role.byName("r")!.update({ name: "q" }); Database.byName("child")!.update({ name: "kid" })');
    expect(world.run("Key.all().map(k => [k.role, k.database, k.ttl == null]).toArray()")).toEqual([
      ["q", "kid", false],
    ]);
    world.run('Database.byName("kid")!.delete()');
    expect(world.run("Key.all().count()")).toBe(0);
  });

  const CREATE = "constraint_failure: Failed to create Key.";
  const failures: readonly (readonly [string, string])[] = [
    ['Key.create({ role: "nobody" })', `${CREATE}\nrole: Field refers to an unknown role name \`nobody\`.`],
    [
      'Key.create({ role: "server", database: "x" })',
      `${CREATE}\ndatabase: Field refers to an unknown database name \`x\`.`,
    ],
    ["Key.create({})", `${CREATE}\nrole: Missing required field of type String`],
    ['Key.create({ role: ["server"] })', `${CREATE}\nrole: Expected String, provided [String]`],
    [
      'Key.create({ role: "server", secret: "x" })',
      `${CREATE}\nsecret: Failed to update field because it is readonly`,
    ],
    [
      'Key.create({ role: "server", hashed_secret: "x" })',
      `${CREATE}\nhashed_secret: Unexpected field provided`,
    ],
    ['Key.create({ role: "server", ttl: 1 })', `${CREATE}\nttl: Expected Time | Null, provided Int`],
    [
      'Key.create({ id: 7, role: "server" }).update({ secret: "x" })',
      "constraint_failure: Failed to update Key with id 7.\nsecret: Failed to update field because it is readonly",
    ],
    ["Key(9).delete()", "document_not_found: Collection `Key` does not contain document with id 9."],
    ["Key.createData({})", "invalid_function_invocation: The function `createData` does not exist on `Key`"],
  ];
  test.each(failures)("%s fails", (query, failure) => expect(db().fails(query)).toBe(failure));

  test("keep their role from being deleted", () => {
    const world = db();
    world.run('Key.create({ id: 7, role: "r" }).id');
    expect(world.fails('Role.byName("r")!.delete()')).toBe(
      "constraint_failure: Failed to delete Role `r`.\nname: The key `7` refers to this document by its previous identifier `r`.",
    );
  });

  test("a role made later in the query will do", () => {
    expect(
      World.of().run('let k = Key.create({ role: "late" }); Role.create({ name: "late" }); k.role'),
    ).toBe("late");
  });
});
