import {
  AbortError,
  AuthenticationError,
  Client,
  ConstraintFailureError,
  fql,
  NullDocument,
  type QueryValue,
} from "fauna";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Serving, servingSchema } from "../cli/commandLine.js";

/** Lists of things to do: people sign up and log in, and roles with predicates say who sees and changes what. */

let server: Serving;
let owner: Client;
let visitor: Client;
const clients: Client[] = [];

beforeAll(async () => {
  server = await servingSchema("test/clients/schemas/todo");
  owner = clientOf("secret");
  visitor = clientOf(await ask<string>(owner, fql`Key.create({ role: "anonymous" }).secret`));
}, 60_000);

afterAll(async () => {
  for (const client of clients) client.close();
  await server.stop();
});

function clientOf(secret: string): Client {
  const client = new Client({ endpoint: new URL(server.url), secret });
  clients.push(client);
  return client;
}

async function ask<T extends QueryValue>(client: Client, query: ReturnType<typeof fql>): Promise<T> {
  return (await client.query<T>(query)).data;
}

/** Someone new, as a client that acts for them. */
async function signUp(name: string): Promise<Client> {
  const secret = await ask<string>(
    visitor,
    fql`signup(${name}, ${`${name}@example.com`}, "correct horse").secret!`,
  );
  return clientOf(secret);
}

const addTodo = (owner: string, title: string) => fql`
  Todo.create({ title: ${title}, owner: User.byUsername(${owner}).first()! })`;

describe("the example lists", () => {
  test("visitors sign up and log in, and no more", async () => {
    const ann = await signUp("ann");
    const me = fql`
      let me: Any = Query.identity()
      me { username, initials, isAdmin, openCount }`;
    expect(await ask(ann, me)).toEqual({ username: "ann", initials: "A", isAdmin: false, openCount: 0 });
    const weak = ask(visitor, fql`signup("bob", "bob@example.com", "short")`);
    await expect(weak).rejects.toBeInstanceOf(AbortError);
    await expect(weak).rejects.toMatchObject({ abort: { code: "weak_password", min: 8 } });
    const twice = ask(visitor, fql`signup("ann2", "Ann@example.com", "correct horse")`);
    await expect(twice).rejects.toBeInstanceOf(ConstraintFailureError);
    await expect(twice).rejects.toMatchObject({
      constraint_failures: [{ paths: [["email"]], message: "Failed unique constraint" }],
    });
    expect(await ask(visitor, fql`login("ann@example.com", "correct horse").secret`)).toMatch(/^fn/);
    await expect(ask(visitor, fql`login("ann@example.com", "wrong")`)).rejects.toMatchObject({
      abort: "Invalid credentials",
    });
    await expect(ask(visitor, fql`myTodos(null)`)).rejects.toMatchObject({ code: "permission_denied" });
  });

  test("people change what is theirs, and see what is shared with them", async () => {
    const [cat, dan] = [await signUp("cat"), await signUp("dan")];
    const list = await ask<{ id: string }>(
      cat,
      fql`List.create({ title: "Home", owner: User.byUsername("cat").first()! })`,
    );
    const todo = await ask<{ id: string; slug: string }>(
      cat,
      fql`Todo.create({
        title: "Buy  Milk", owner: User.byUsername("cat").first()!, list: List.byId(${list.id})!,
        due: Date("2024-05-01"), tags: ["food", "shop"]
      })`,
    );
    expect(todo).toMatchObject({ slug: "buy-milk", overdue: true, completed: false, priority: 2 });
    await expect(ask(cat, addTodo("dan", "x"))).rejects.toMatchObject({ code: "permission_denied" });
    expect(await ask(dan, fql`Todo.byId(${todo.id})`)).toBeInstanceOf(NullDocument);
    expect(await ask(dan, fql`List.all().count()`)).toBe(0);

    await ask(
      cat,
      fql`List.byId(${list.id})!.update({ sharedWith: [User.byUsername("dan").first()!] }); null`,
    );
    expect(
      await ask(dan, fql`Todo.byTag("food").first() { title, list { title, owner { username } } }`),
    ).toEqual({ title: "Buy  Milk", list: { title: "Home", owner: { username: "cat" } } });
    const shared = await ask<{ data: string[] }>(
      dan,
      fql`List.bySharedWith(User.byUsername("dan").first()!).map(.title)`,
    );
    expect(shared.data).toEqual(["Home"]);
    await expect(ask(dan, fql`toggle(${todo.id})`)).rejects.toMatchObject({ code: "permission_denied" });
    expect(await ask(cat, fql`toggle(${todo.id}) { completed, overdue, done: .history.map(.what) }`)).toEqual(
      {
        completed: true,
        overdue: false,
        done: ["completed"],
      },
    );
    const { static_type } = await cat.query(fql`myTodos(true)`);
    expect(static_type).toBe("Set<Todo>");
  });

  test("who is made an administrator has that role, and not the one of users", async () => {
    const eve = await signUp("eve");
    await ask(eve, fql`${addTodo("eve", "mine")}; null`);
    const promote = fql`User.byUsername("eve").first()!.update({ isAdmin: true }) { isAdmin }`;
    await expect(ask(eve, promote)).rejects.toMatchObject({ code: "permission_denied" });
    expect(await ask(owner, promote)).toEqual({ isAdmin: true });
    expect(await ask(eve, fql`Todo.all().count()`)).toBe(await ask(owner, fql`Todo.all().count()`));
    await expect(ask(eve, fql`myTodos(null)`)).rejects.toMatchObject({ code: "permission_denied" });
  });

  test("secrets end with their tokens, and passwords with a new one", async () => {
    const fay = await signUp("fay");
    const credential = fql`Credential.byDocument(User.byUsername("fay").first()!)!`;
    await ask(owner, fql`${credential}.update({ password: "new password" }); null`);
    expect(await ask(owner, fql`${credential}.verify("correct horse")`)).toBe(false);
    expect(await ask(owner, fql`${credential}.verify("new password")`)).toBe(true);
    await ask(owner, fql`Token.where(.document == User.byUsername("fay").first()!).forEach(.delete())`);
    await expect(ask(fay, fql`1`)).rejects.toBeInstanceOf(AuthenticationError);
  });
});
