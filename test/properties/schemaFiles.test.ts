import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FqlError, open } from "../../runtime/index.js";

/** Files as people leave them: comments, `;`, odd indentation. */
const FILES = {
  "main.fsl": `// Of A.
collection A { a: Int?; b: String? = "x" // b
  index byA { terms [.a] } ; unique [.b]

  check ok ((d) => d.a != 3) }

/* free */

function f( x ) {  x  }
`,
  "more.fsl": `collection B {
    compute c = (.id)
    history_days 3
    // last
}
role r { privileges A { read; write { predicate ((a, b) => true) } }
  membership B }
`,
};

const field = fc.constantFrom("a", "b", "n1", "n2");
const type = fc.constantFrom('"Int?"', '"String?"', '"Int | String | Null"', '"{ x: Int?, y: String = 1 }?"');
const value = fc.constantFrom("null", '"1"', '"{ a: 1 }"', '"null"');
const days = fc.constantFrom("null", "0", "1", "42");
const path = fc.constantFrom(".a", ".b", ".n1", '.["x y"]', ".ts");
const lambda = fc.constantFrom('"(x) => x.a"', '"(.b)"', '"x => { let y = x; y }"');
const name = fc.constantFrom("A", "B", "C", "D", "f", "g", "r", "s");
const collection = fc.constantFrom("A", "A", "B", "C");
const list = (item: fc.Arbitrary<string>) =>
  fc.array(item, { maxLength: 3 }).map((items) => `[${items.join(", ")}]`);

const term = fc.tuple(path, fc.boolean()).map(([of, mva]) => `{ field: '${of}', mva: ${mva} }`);
const index = fc.oneof(
  fc.constant("null"),
  fc.tuple(list(term), list(term)).map(([terms, values]) => `{ terms: ${terms}, values: ${values} }`),
);
const constraint = fc.oneof(
  fc.array(term, { minLength: 1, maxLength: 2 }).map((terms) => `{ unique: [${terms.join(", ")}] }`),
  fc.tuple(field, lambda).map(([of, body]) => `{ check: { name: "${of}", body: ${body} } }`),
);
const action = fc.tuple(
  fc.constantFrom("read", "create", "delete"),
  fc.oneof(fc.constantFrom("true", "false"), lambda),
);
const privilege = fc.tuple(name, fc.array(action, { maxLength: 3 })).map(([resource, actions]) => {
  const granted = new Map(actions);
  return `{ resource: "${resource}", actions: { ${[...granted].map((each) => each.join(": ")).join(", ")} } }`;
});

/** Changes of definitions; those that cannot be are refused and change nothing. */
const change = fc.oneof(
  fc
    .tuple(collection, field, type, value)
    .map(
      ([of, key, signature, initial]) =>
        `${of}.definition.update({ fields: { ${key}: { signature: ${signature}, default: ${initial} } } })`,
    ),
  fc.tuple(collection, field).map(([of, key]) => `${of}.definition.update({ fields: { ${key}: null } })`),
  fc
    .tuple(collection, field, lambda)
    .map(([of, key, body]) => `${of}.definition.update({ computed_fields: { ${key}: { body: ${body} } } })`),
  fc
    .tuple(collection, field, index)
    .map(([of, key, made]) => `${of}.definition.update({ indexes: { by_${key}: ${made} } })`),
  fc
    .tuple(collection, list(constraint))
    .map(([of, made]) => `${of}.definition.update({ constraints: ${made} })`),
  fc
    .tuple(collection, days, days)
    .map(([of, a, b]) => `${of}.definition.update({ history_days: ${a}, ttl_days: ${b} })`),
  fc
    .tuple(name, fc.constantFrom("null", '"Al"', '"Be"'))
    .map(([of, alias]) => `${of}.definition.update({ alias: ${alias} })`),
  fc.tuple(name, name).map(([of, next]) => `${of}.definition.update({ name: "${next}" })`),
  name.map((of) => `${of}.definition.delete()`),
  name.map((of) => `Collection.create({ name: "${of}" })`),
  fc
    .tuple(name, fc.constantFrom('"() => 1"', '"(a, ...b) => a"', '"x => x + 2"'))
    .map(([of, body]) => `Function.create({ name: "${of}", body: ${body} })`),
  fc
    .tuple(
      name,
      fc.constantFrom("null", '"server"', '"server-readonly"'),
      fc.constantFrom('"() => 1"', '"(a) => { a }"'),
    )
    .map(([of, role, body]) => `${of}.definition.update({ role: ${role}, body: ${body} })`),
  fc
    .tuple(fc.constantFrom("r", "s"), list(privilege))
    .map(([of, privileges]) => `Role.byName("${of}")!.update({ privileges: ${privileges} })`),
  fc
    .tuple(fc.constantFrom("r", "s"), list(privilege))
    .map(([of, privileges]) => `Role.create({ name: "${of}", privileges: ${privileges} })`),
);

describe("files of FSL", () => {
  test("follow all changes of definitions: pushing them back changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const database = await open({ seed: 1, typecheck: false });
        await database.schema.push(FILES);
        for (const text of changes) {
          const before = await database.schema.pull();
          try {
            await database.query(text);
          } catch (error) {
            if (!(error instanceof FqlError)) throw error;
            expect(await database.schema.pull()).toEqual(before);
            continue;
          }
          const files = await database.schema.pull();
          expect(await database.schema.diff(files), text).toBe("");
          expect(files["main.fsl"], text).toContain("/* free */");
        }
        await database.close();
      }),
      { numRuns: 60 },
    );
  });
});
