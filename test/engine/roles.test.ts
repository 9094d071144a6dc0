import { beforeEach, describe, expect, test } from "vitest";
import { type Database, open } from "../../runtime/index.js";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";
import { ask } from "./http.js";

const DENIED = "Insufficient privileges to perform the action.";

let db: Database;

async function key(role: string): Promise<string> {
  return (await ask(db, "secret", `Key.create({ role: "${role}" }).secret`)).data as string;
}

async function admin(query: string) {
  const answer = await ask(db, "secret", query);
  expect(answer.summary).toBe("");
  return answer;
}

describe("built-in roles", () => {
  beforeEach(async () => {
    db = await open();
    await db.schema.push({
      "main.fsl": "collection C { *: Any\n index byT { terms [.t] } }\nfunction f(x) { x }",
    });
    await admin("C.create({ id: 1, t: 1 })");
  });

  /** spec/07 §2: query, then what admin, server, server-readonly and client come to. */
  const TABLE: readonly (readonly [query: string, ...outcomes: readonly unknown[]])[] = [
    ["1 + 1", 2, 2, 2, 2],
    ["C.all().count()", 1, 1, 1, 0],
    ["C.byT(1).count()", 1, 1, 1, "Insufficient privileges to read from collection C."],
    ["C.byId('1').exists()", true, true, true, false],
    ["C.create({}).coll == C", true, true, DENIED, DENIED],
    ["C.byId('1')!.update({ t: 2 }).t", 2, 2, DENIED, "Null value, due to permission denied"],
    ["f(3)", 3, 3, DENIED, DENIED],
    ["Function.byName('f')?.name", "f", "f", "f", null],
    ["Role.byName('f').exists()", false, false, false, false],
    ["Key.byId('1')?.role", null, null, null, null],
    ["Key.all().toArray().length == 0", true, true, true, true],
    ["Database.create({ name: 'x' }).name", "x", DENIED, DENIED, DENIED],
    ["Key.create({ role: 'admin' }).role", "admin", DENIED, DENIED, DENIED],
    ["Query.isEnvProtected()", false, DENIED, DENIED, DENIED],
    ["Query.isEnvTypechecked()", true, true, true, true],
    ["Query.identity()", null, null, null, null],
  ];

  for (const [query, ...outcomes] of TABLE) {
    test(query, async () => {
      for (const [i, role] of ["admin", "server", "server-readonly", "client"].entries()) {
        const answer = await ask(db, `secret:${role}`, query);
        expect([role, answer.status === 200 ? answer.data : answer.message]).toEqual([role, outcomes[i]]);
      }
    });
  }

  test("a client sees only what concerns its query", async () => {
    await admin(
      "Function.create({ name: 'fails', role: 'server', body: 'x => { log(\"inside\"); x.y.z }' })",
    );
    const server = await ask(db, "secret:server", "fails(1)");
    expect(server.summary).toContain("inside");
    await admin(
      "Role.create({ name: 'caller', privileges: [{ resource: 'fails', actions: { call: true } }] })",
    );
    const caller = await ask(db, await key("caller"), "fails(1)");
    expect(caller.summary).not.toContain("inside");
    expect(caller.summary).toContain("at *query*:1:6");
  });
});

describe("user-defined roles", () => {
  beforeEach(async () => {
    db = await open();
    await db.schema.push({
      "main.fsl": `
        collection User { name: String; admin: Boolean = false }
        collection Note { owner: String?; text: String?; index byOwner { terms [.owner] } }
        collection Secret { *: Any }
        function privileged() { Secret.all().toArray().map(.n) }
        @role(server)
        function asServer() { Secret.all().toArray().map(.n) }
        @role(server)
        function leaks() { Secret.all() }
        role reader {
          privileges Note { read { predicate (note => note.owner == "me") } }
          privileges privileged { call }
          privileges asServer { call }
          privileges leaks { call }
        }
        role writer {
          privileges Note {
            create { predicate (note => note.owner == "me") }
            write { predicate ((old, new) => old.owner == new.owner) }
            read
          }
        }
        role own {
          membership User { predicate (user => user.admin) }
          privileges Note { read { predicate (note => note.owner == Query.identity()?.id.toString()) } }
          privileges User { read { predicate (user => user == Query.identity()) } }
        }
      `,
    });
    await admin(`
      Note.create({ id: 1, owner: "me", text: "mine" })
      Note.create({ id: 2, owner: "you", text: "yours" })
      Note.create({ id: 3, owner: "7", text: "of seven" })
      Secret.create({ n: 1 })
      User.create({ id: 7, name: "Seven", admin: true })
      User.create({ id: 8, name: "Eight" })
      null
    `);
  });

  test("sets show what predicates accept, and pages are filled", async () => {
    const reader = await key("reader");
    expect((await ask(db, reader, "Note.all().map(.text).toArray()")).data).toEqual(["mine"]);
    expect((await ask(db, reader, "Note.byOwner('you').count()")).data).toBe(0);
    expect((await ask(db, reader, "Note.byId('2')!")).message).toBe("Null value, due to permission denied");
    expect((await ask(db, reader, "Note.byId('99')!")).message).toBe("Null value, due to permission denied");
    expect((await ask(db, reader, "Note.byId('2').text")).message).toBe(DENIED);
    expect((await ask(db, reader, "Note.create({})")).message).toBe(DENIED);
    expect((await ask(db, reader, "User.all().count()")).data).toBe(0);
  });

  test("functions run with their caller's rights, or their role's; what is left lazy, with the caller's", async () => {
    const reader = await key("reader");
    expect((await ask(db, reader, "privileged()")).data).toEqual([]);
    expect((await ask(db, reader, "asServer()")).data).toEqual([1]);
    expect((await ask(db, reader, "leaks().count()")).data).toBe(0);
    expect((await ask(db, await key("writer"), "asServer()")).message).toBe(DENIED);
    expect((await ask(db, reader, "[1].map(_ => asServer())")).data).toEqual([[1]]);
  });

  test("on a store that waits, predicates decide as on others", async () => {
    const storage = await EncodedStorage.open(new OrderedByteStore(), { clock: () => Date.now() * 1000 });
    const waiting = await open({ storage: () => storage });
    await waiting.schema.push(await db.schema.pull());
    await ask(
      waiting,
      "secret",
      "Set.sequence(0, 40).forEach(n => Note.create({ owner: if (n % 2 == 0) 'me' else '7', text: n.toString() }))",
    );
    await ask(waiting, "secret", 'User.create({ id: 7, name: "Seven", admin: true })');
    expect((await ask(waiting, "secret:@role/reader", "Note.all().count()")).data).toBe(20);
    expect((await ask(waiting, "secret:@role/reader", "Note.byOwner('7').count()")).data).toBe(0);
    const own =
      "let n = Note.all().map(.owner).toArray(); [n.length, n.every(o => o == Query.identity()!.id.toString())]";
    expect((await ask(waiting, "secret:@doc/User/7", own)).data).toEqual([20, true]);
  });

  test("writes are decided on the old and the new state", async () => {
    const writer = await key("writer");
    expect((await ask(db, writer, "Note.create({ owner: 'me' }).owner")).data).toBe("me");
    expect((await ask(db, writer, "Note.create({ owner: 'you' })")).message).toBe(DENIED);
    expect((await ask(db, writer, "Note.create({ id: 55, owner: 'me' })")).message).toBe(DENIED);
    expect((await ask(db, writer, "Note.byId('1')!.update({ text: 'new' }).text")).data).toBe("new");
    expect((await ask(db, writer, "Note.byId('1')!.update({ owner: 'you' })")).message).toBe(DENIED);
    expect((await ask(db, writer, "Note.byId('1')!.delete()")).message).toBe(DENIED);
  });

  test("a document is a member by its predicate, and is what identity() tells", async () => {
    expect((await ask(db, "secret:@doc/User/7", "Query.identity()!.name")).data).toBe("Seven");
    expect((await ask(db, "secret:@doc/User/7", "Note.all().map(.text).toArray()")).data).toEqual([
      "of seven",
    ]);
    expect((await ask(db, "secret:@doc/User/8", "Query.identity()!")).message).toBe(
      "Null value, due to permission denied",
    );
    expect((await ask(db, "secret:@doc/User/8", "Query.identity() == User('8')")).data).toBe(true);
    expect((await ask(db, "secret:@doc/User/9", "1")).status).toBe(401);
    const server = await key("server");
    expect((await ask(db, `${server}:@doc/User/7`, "Query.identity()!.name")).data).toBe("Seven");
  });

  test("a scope of a role needs no membership; a role that is gone grants nothing", async () => {
    expect((await ask(db, "secret:@role/reader", "Note.all().count()")).data).toBe(1);
    expect((await ask(db, "secret:@role/missing", "1")).status).toBe(401);
    await admin('Database.create({ name: "child" })');
    await ask(db, "secret:child:admin", 'Collection.create({ name: "Note" })');
    const secret = (await admin('Key.create({ role: "reader", database: "child" }).secret')).data as string;
    expect((await ask(db, secret, "[1 + 1, Note.all().count()]")).data).toEqual([2, 0]);
    expect((await ask(db, secret, "Note.create({})")).message).toBe(DENIED);
  });

  test("a token acts as its document for as long as both exist", async () => {
    const created = await admin(
      'let t = Token.create({ document: User("7") }); [t.secret, t.id.toString(), t.document == User("7")]',
    );
    const [secret, id, isItsDocument] = created.data as [string, string, boolean];
    expect(secret).toHaveLength(51);
    expect(secret).toMatch(/^fnE/);
    expect(isItsDocument).toBe(true);
    expect((await ask(db, secret, "Query.identity()!.name")).data).toBe("Seven");
    expect((await ask(db, secret, "Query.token()!.id.toString()")).data).toBe(id);
    expect((await ask(db, `${secret}:@doc/User/8`, "Query.identity()!.name")).data).toBe("Seven");
    expect((await ask(db, secret, "Note.all().map(.text).toArray()")).data).toEqual(["of seven"]);
    expect((await admin(`Token.byId("${id}")!.secret`)).data).toBeNull();
    expect((await admin('Token.byDocument(User("7")).count()')).data).toBe(1);
    expect((await admin('Token.byDocument(User("8")).count()')).data).toBe(0);
    await admin('User.byId("7")!.delete()');
    expect((await ask(db, secret, "1")).status).toBe(401);
    await admin('User.create({ id: 7, name: "Seven again" })');
    expect((await ask(db, secret, "1")).data).toBe(1);
    expect((await ask(db, secret, "Token.byDocument(User('7')).count()")).data).toBe(1);
    expect((await ask(db, secret, 'Query.token()!.update({ document: User("8") })')).message).toBe(DENIED);
    expect((await ask(db, secret, "Query.token()!.delete()")).status).toBe(200);
    expect((await ask(db, secret, "1")).status).toBe(401);
  });

  test("a token without roles reads and deletes itself, and nothing else", async () => {
    const secret = (await admin('Token.create({ document: User("8") }).secret')).data as string;
    expect((await ask(db, secret, "Query.identity() == User('8')")).data).toBe(true);
    expect((await ask(db, secret, "Query.identity()!")).message).toBe("Null value, due to permission denied");
    expect((await ask(db, secret, "Query.token()!.document == User('8')")).data).toBe(true);
    expect((await ask(db, secret, "Note.all().count()")).data).toBe(0);
    expect((await ask(db, secret, "Token.all().count()")).data).toBe(1);
  });

  test("tokens of a child database work there only", async () => {
    await admin('Database.create({ name: "child" })');
    await ask(db, "secret:child:admin", 'Collection.create({ name: "Person" })');
    const query = "Token.create({ document: Person.create({ id: 1 }) }).secret";
    const secret = (await ask(db, "secret:child:admin", query)).data as string;
    expect((await ask(db, secret, "Query.identity() == Person('1')")).data).toBe(true);
    expect((await ask(db, secret, "User('7')")).code).toBe("unbound_variable");
    await admin('Database.byName("child")!.delete()');
    expect((await ask(db, secret, "1")).status).toBe(401);
  });

  /** spec/07 §4 */
  const FAILURES: readonly (readonly [query: string, failure: string])[] = [
    ['Token.create({ document: Key("1") })', "document: Expected document from a user-defined collection."],
    ["Token.create({})", "document: Missing required field of type { *: Any }"],
    ["Token.create({ document: 1 })", "document: Expected { *: Any }, provided Int"],
    [
      'Token.create({ document: User("7"), secret: "x" })',
      "secret: Failed to update field because it is readonly",
    ],
    ['Token.create({ document: User("7"), other: 1 })', "other: Unexpected field provided"],
  ];
  for (const [query, failure] of FAILURES) {
    test(query, async () => {
      const { code, summary } = await ask(db, "secret", query);
      expect(code).toBe("constraint_failure");
      expect(summary).toContain("Failed to create Token.");
      expect(summary).toContain(failure);
    });
  }
});
