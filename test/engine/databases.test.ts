import { describe, expect, test } from "vitest";
import { type Database, open } from "../../runtime/index.js";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";
import { ask } from "./http.js";

const STORES: readonly (readonly [name: string, open: () => Promise<Database>])[] = [
  ["memory", () => open()],
  [
    "a store that waits",
    async () => {
      const storage = await EncodedStorage.open(new OrderedByteStore(), { clock: () => Date.now() * 1000 });
      return open({ storage: () => storage });
    },
  ],
];

async function key(db: Database, secret: string, role: string, database?: string): Promise<string> {
  const named = database === undefined ? "" : `, database: "${database}"`;
  const { data, summary } = await ask(db, secret, `Key.create({ role: "${role}"${named} }).secret`);
  expect(summary).toBe("");
  return data as string;
}

describe.each(STORES)("child databases in %s", (_name, openDatabase) => {
  test("below a database with an account there is no other one", async () => {
    const db = await openDatabase();
    await ask(db, "secret", 'Database.create({ name: "Paid", account: { id: 9 } })');
    const create = 'Database.create({ name: "Inner", account: { id: 9 } }).account';
    expect(await ask(db, "secret:Paid:admin", create)).toMatchObject({ data: null });
    const change = 'Database.byName("Inner")!.update({ account: { id: 10 } }).account';
    expect(await ask(db, "secret:Paid:admin", change)).toMatchObject({ data: null });
    await ask(db, "secret:Paid/Inner:admin", 'Database.create({ name: "Deep" })');
    const deep = 'Database.byName("Deep")!.update({ account: { id: 11 } }).account';
    expect(await ask(db, "secret:Paid/Inner:admin", deep)).toMatchObject({ data: null });
    const paid = 'Database.byName("Paid")!.update({ account: { id: 12 } }).account';
    expect(await ask(db, "secret", paid)).toMatchObject({ data: { id: 12 } });
  });

  test("the server role makes no admin of a function", async () => {
    const db = await openDatabase();
    const server = await key(db, "secret", "server");
    const create = (role: string) =>
      `Function.create({ name: "${role}F", body: "_ => 1", role: "${role}" }).role`;
    expect((await ask(db, server, create("admin"))).summary).toContain(
      "Failed to create Function.\nconstraint failures:\n" +
        "  role: Cannot create a function with admin permissions using the server role.\n",
    );
    expect((await ask(db, server, create("server"))).data).toBe("server");
    const grant = 'Function.byName("serverF")!.update({ role: "admin" }).role';
    expect((await ask(db, server, grant)).summary).toContain(
      "  role: Cannot grant a function admin permissions using the server role.\n",
    );
    expect((await ask(db, "secret", grant)).data).toBe("admin");
    const unchanged = 'Function.byName("serverF")!.update({ role: "admin", data: { a: 1 } }).role';
    expect((await ask(db, server, unchanged)).data).toBe("admin");
  });

  test("a key of a child reads and writes there, and nothing of it shows in the parent", async () => {
    const db = await openDatabase();
    await ask(db, "secret", 'Database.create({ name: "Child" })');
    const child = await key(db, "secret", "admin", "Child");
    expect(child).toHaveLength(40);
    expect(child).toMatch(/^fnA/);
    expect((await ask(db, child, 'Collection.create({ name: "Note" }).name')).data).toBe("Note");
    expect((await ask(db, child, "Note.create({ id: 1, text: 'in the child' }).text")).data).toBe(
      "in the child",
    );
    expect((await ask(db, "secret", "Note.byId(1)")).code).toBe("unbound_variable");
    await ask(db, "secret", 'Collection.create({ name: "Note" })');
    expect((await ask(db, "secret", "Note.all().count()")).data).toBe(0);
    expect((await ask(db, child, "Key.all().count()")).data).toBe(0);
    expect((await ask(db, child, "Database.all().count()")).data).toBe(0);
  });

  test("the secret is told once, and only its hash is kept", async () => {
    const db = await openDatabase();
    const created = await ask(
      db,
      "secret",
      'let k = Key.create({ role: "server" }); [k.secret, k.id.toString()]',
    );
    const [secret, id] = created.data as [string, string];
    expect((await ask(db, "secret", `Key.byId("${id}")!.secret`)).data).toBeNull();
    expect((await ask(db, secret, "1")).data).toBe(1);
    expect((await ask(db, "secret", `Key.byId("${id}")!.update({ data: { a: 1 } }).data.a`)).data).toBe(1);
    expect((await ask(db, secret, "1")).data).toBe(1);
    await ask(db, "secret", `Key.byId("${id}")!.delete()`);
    expect((await ask(db, secret, "1")).status).toBe(401);
  });

  test("scoped secrets reach databases of any depth", async () => {
    const db = await openDatabase();
    await ask(db, "secret", 'Database.create({ name: "a" })');
    await ask(db, "secret:a:admin", 'Database.create({ name: "b" })');
    await ask(db, "secret:a/b:admin", 'Collection.create({ name: "Deep" })');
    expect((await ask(db, "secret:a/b:server", "Deep.create({ id: 5 }).id")).data).toBe("5");
    expect((await ask(db, "secret:a/b:server-readonly", "Deep.all().count()")).data).toBe(1);
    expect((await ask(db, "secret:a/b:server-readonly", "Deep.create({})")).code).toBe("permission_denied");
    const admin = await key(db, "secret", "admin", "a");
    expect((await ask(db, `${admin}:b:server`, "Deep.all().count()")).data).toBe(1);
    expect((await ask(db, "secret:nosuch:admin", "1")).status).toBe(401);
    expect((await ask(db, "secret:a/nosuch:admin", "1")).status).toBe(401);
    expect((await ask(db, "secret:a:@role/missing", "1")).status).toBe(401);
    expect((await ask(db, "secret:admin", "1")).data).toBe(1);
    expect((await ask(db, "secret:adminx", "1")).status).toBe(401);
    expect((await ask(db, "secret:foo", "1")).data).toBe(1);
    const server = await key(db, "secret", "server");
    const client = await key(db, "secret", "client");
    for (const scope of [`${server}:admin`, `${server}:client`, `${client}:client`, `${server}:a:admin`]) {
      expect((await ask(db, scope, "1")).status).toBe(401);
    }
  });

  test("deleting a database kills the secrets of it and below; its name made again is empty", async () => {
    const db = await openDatabase();
    await ask(db, "secret", 'Database.create({ name: "a" })');
    await ask(db, "secret:a:admin", 'Database.create({ name: "b" }); Collection.create({ name: "Kept" })');
    const pointing = await key(db, "secret", "admin", "a");
    const inside = await key(db, "secret:a:admin", "admin");
    const below = await key(db, "secret:a:admin", "server", "b");
    for (const secret of [pointing, inside, below]) expect((await ask(db, secret, "1")).data).toBe(1);
    const before = (await ask(db, "secret", 'Database.byName("a")!.global_id')).data;
    await ask(db, "secret", 'Database.byName("a")!.delete()');
    for (const secret of [pointing, inside, below, "secret:a:admin"]) {
      expect((await ask(db, secret, "1")).status).toBe(401);
    }
    expect((await ask(db, "secret", "Key.all().count()")).data).toBe(0);
    const after = (await ask(db, "secret", 'Database.create({ name: "a" }).global_id')).data;
    expect(after).not.toBe(before);
    expect((await ask(db, "secret:a:admin", "Collection.all().count()")).data).toBe(0);
    for (const secret of [pointing, inside, below]) expect((await ask(db, secret, "1")).status).toBe(401);
  });

  test("renaming keeps keys, and ends scopes of the old name", async () => {
    const db = await openDatabase();
    await ask(db, "secret", 'Database.create({ name: "old" })');
    const child = await key(db, "secret", "admin", "old");
    await ask(db, child, 'Collection.create({ name: "Note" })');
    await ask(db, "secret", 'Database.byName("old")!.update({ name: "new" })');
    expect((await ask(db, child, "Note.all().count()")).data).toBe(0);
    expect((await ask(db, "secret:new:admin", "Note.all().count()")).data).toBe(0);
    expect((await ask(db, "secret:old:admin", "1")).status).toBe(401);
    expect((await ask(db, "secret", "Key.all().first()!.database")).data).toBe("new");
  });

  test("settings are inherited, and count from the next query on", async () => {
    const db = await openDatabase();
    await ask(db, "secret", 'Database.create({ name: "a", typechecked: false, protected: true })');
    await ask(db, "secret:a:admin", 'Database.create({ name: "b" })');
    const settings = "[Query.isEnvTypechecked(), Query.isEnvProtected()]";
    expect((await ask(db, "secret:a/b:admin", settings)).data).toEqual([false, true]);
    await ask(db, "secret:a/b:admin", 'Collection.create({ name: "Note" })');
    const refused = await ask(db, "secret:a/b:admin", "Note.definition.delete()");
    expect(refused.summary).toContain("database is in protected mode");
    await ask(db, "secret", 'Database.byName("a")!.update({ protected: false, typechecked: true })');
    expect((await ask(db, "secret:a/b:admin", settings)).data).toEqual([true, false]);
    expect((await ask(db, "secret:a/b:admin", "Note.definition.delete()")).status).toBe(200);
    expect((await ask(db, "secret:a/b:server", "Query.isEnvProtected()")).code).toBe("permission_denied");
  });

  test("a key that has expired is refused", async () => {
    const db = await openDatabase();
    const { data } = await ask(
      db,
      "secret",
      'Key.create({ role: "admin", ttl: Time.now().subtract(1, "second") }).secret',
    );
    expect((await ask(db, data as string, "1")).status).toBe(401);
    const { data: later } = await ask(
      db,
      "secret",
      'Key.create({ role: "admin", ttl: Time.now().add(1, "hour") }).secret',
    );
    expect((await ask(db, later as string, "1")).data).toBe(1);
  });

  test("a secret with another random part is refused", async () => {
    const db = await openDatabase();
    const secret = await key(db, "secret", "admin");
    expect((await ask(db, `${secret.slice(0, -3)}AAA`, "1")).status).toBe(401);
    expect((await ask(db, secret.slice(0, -1), "1")).status).toBe(401);
  });
});
