import { describe, expect, test } from "vitest";
import { check, parseSchemaFiles, schemaEnvironment } from "../../compiler/index.js";
import { parseQuery } from "../../grammar/index.js";
import { open } from "../../runtime/index.js";
import { library } from "../../runtime/stdlib/library.js";
import { ask } from "./http.js";

const BODIES = `
  compute odd = doc => doc.even
  compute even = doc => doc.odd
  compute self = doc => doc.self
  compute loud: String = doc => doc.nope.toUpperCase()
  check ok (doc => doc.zork + 1)
  index byNick { terms [.nick, mva(.tags[0].x)]; values [.x.y] }
  unique [.nope]
`;
const FUNCTIONS = `
function unbound(x) { x + zork }
function recursive(x) { recursive(x) }
function one(x) { two(x) }
function two(x) { one(x) }
function projects(x) { x { a } }
function everything(x) { x { * } }
function unknown(x: Zork, y: Array): Blah<Int> { x }
function lost(x: A): B { x }
function dangling(x: Ref<Zork>): Ref<Int> { x }
`;
const NAMES = ["unbound", "recursive", "one", "two", "projects", "everything", "unknown", "lost", "dangling"];

describe("code that was never checked", () => {
  test("says nothing of types as long as the database is not typechecked", async () => {
    const db = await open({ seed: 7, typecheck: false });
    const role = "role r { privileges Cat { read { predicate (doc => zork) } } }";
    await db.schema.push({ "main.fsl": `collection Cat { name: String\n${BODIES} }\n${FUNCTIONS}${role}` });
    const typeOf = async (query: string) => (await db.query(query, { typecheck: true })).staticType;
    for (const name of NAMES) expect(await typeOf(name), name).toBe("UserFunction<Any>");
    expect(await typeOf("Cat.all() { name, odd, self, loud }")).toBe(
      "Set<{ name: String, odd: Any, self: Any, loud: Any }>",
    );
    expect(await typeOf("Cat.byNick")).toMatch(/^\(\(term1: Any, term2: Any\) => Set<Cat>\)/);
  });

  test("says as little once it is, and is found by the next change", async () => {
    const db = await open({ seed: 7 });
    await ask(db, "secret", 'Database.create({ name: "kid", typechecked: false })');
    const kid = (query: string) => ask(db, "secret:kid:admin", query, true);
    await kid('Collection.create({ name: "Dog", computed_fields: { loud: { body: "d => d.x + zork" } } })');
    await kid('Function.create({ name: "unbound", body: "x => x + zork" })');
    await kid('Function.create({ name: "unknown", body: "x => x", signature: "Zork => Array<A, B>" })');
    await ask(db, "secret", 'Database.byName("kid")!.update({ typechecked: true })');
    expect((await kid("unbound")).staticType).toBe("UserFunction<Any>");
    expect((await kid("Dog.all() { loud }")).staticType).toBe("Set<{ loud: Any }>");
    const found = await kid('Function.create({ name: "fine", body: "x => x" })');
    expect(found.summary).toContain("Type constructor `Array<>` accepts 1 parameters, received 2");
    expect(found.summary).toContain("Unbound variable `zork`");
  });

  test("of files is checked around", () => {
    const fields = "name: String\n tags: Array\n pals: Array<Zork>\n own: Ref<Int>\n loose: (A) => B\n";
    const schema = `collection Cat { ${fields}${BODIES} }\n${FUNCTIONS}`;
    const files = parseSchemaFiles(new Map([["main.fsl", schema]]));
    if (!files.ok) throw new Error(schema);
    const environment = schemaEnvironment(files.items, library);
    const typeOf = (text: string) => {
      const parsed = parseQuery(text);
      if (!parsed.ok) throw new Error(text);
      const checked = check(parsed.value, environment);
      return checked.ok ? checked.display : checked.errors[0]!.message;
    };
    for (const name of NAMES) expect(typeOf(name), name).toMatch(/^UserFunction</);
    expect(typeOf("Cat.all() { name, tags, pals, own, odd, self }")).toBe(
      "Set<{ name: String, tags: Any, pals: Array<Any>, own: Any, odd: Any, self: Any }>",
    );
    for (const name of environment.globals.names()) environment.globals.get(name)!.type;
    for (const name of environment.shapes.names()) {
      const { fields, alias, apply, access } = environment.shapes.get(name)!;
      for (const signature of [...fields.values(), alias, apply, access]) signature?.type;
    }
  });
});
