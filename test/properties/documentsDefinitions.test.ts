import fc from "fast-check";
import { expect, test } from "vitest";
import { World } from "../documents/world.js";

const scalar = fc.oneof(
  fc.constantFrom(
    "null",
    "true",
    "1",
    "-1",
    "1.5",
    '""',
    '"a"',
    '".a"',
    '"x y"',
    '"x => x"',
    '"Int"',
    '"Array<"',
  ),
  fc.constantFrom("S", "x => x", "Time.now()", "[]", "{}", "S(1)", "newId()", '"_ => true"', '"asc"'),
);

const keys = fc.constantFrom(
  "name",
  "fields",
  "computed_fields",
  "indexes",
  "constraints",
  "terms",
  "values",
  "field",
  "mva",
  "order",
  "unique",
  "check",
  "body",
  "signature",
  "default",
  "status",
  "privileges",
  "resource",
  "actions",
  "read",
  "membership",
  "predicate",
  "roles",
  "role",
  "data",
  "id",
  "ttl",
  "migrations",
  "backfill",
  "a",
);

/** Text of an FQL object whose parts look much like those of definitions. */
const definition = fc.letrec<{ value: string; object: string }>((tie) => ({
  object: fc
    .uniqueArray(fc.tuple(keys, tie("value")), { selector: ([key]) => key, maxLength: 4 })
    .map((fields) => `{ ${fields.map(([key, value]) => `${key}: ${value}`).join(", ")} }`),
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    tie("object"),
    fc.array(tie("value"), { maxLength: 2 }).map((items) => `[${items.join(", ")}]`),
  ),
})).object;

const base: Readonly<Record<string, string>> = {
  Collection: 'name: "N"',
  Function: 'name: "n", body: "() => 1"',
  Role: 'name: "n"',
  AccessProvider: 'name: "n", issuer: "i", jwks_uri: "https://x"',
  Database: 'name: "n"',
};

test("any object makes a definition or an FQL error, never a crash, and leaves a database that answers", () => {
  const kind = fc.constantFrom(...Object.keys(base));
  fc.assert(
    fc.property(kind, definition, definition, fc.boolean(), (module, first, second, merged) => {
      const db = World.of('Collection.create({ name: "S" })');
      const input = merged ? `Object.assign({ ${base[module]} }, ${first})` : first;
      const created = db.outcome(`${module}.create(${input})`);
      expect(["success", "failed"]).toContain(created.kind);
      if (created.kind === "failed") expect(created.failure.code).not.toBe("internal_failure");
      const changed = db.outcome(`${module}.all().forEach(d => d.update(${second}))`);
      expect(["success", "failed"]).toContain(changed.kind);
      expect(db.outcome(`${module}.all().toArray()`).kind).toBe("success");
    }),
    { numRuns: 150 },
  );
});
