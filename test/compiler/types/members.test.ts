import { describe, expect, test } from "vitest";
import { check, describeEnvironment, displayType, membersOf } from "../../../compiler/index.js";
import { parseQuery } from "../../../grammar/index.js";
import { environmentOf } from "./database.js";

const environment = environmentOf({
  collections: { Cat: { fields: { name: "String" } } },
  functions: { same: "(x) => { x }" },
});

/** The members of the value of a query. */
function members(text: string): Record<string, string> {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(text);
  const checked = check(parsed.value, environment);
  if (!checked.ok) throw new Error(checked.errors[0]!.message);
  const found = membersOf(checked.type, environment);
  return Object.fromEntries([...found].map(([name, type]) => [name, displayType(type)]));
}

describe("members for completions (spec/03b §11.2)", () => {
  test("of literals and tuples: those of their types", () => {
    expect(members('"a"')).toMatchObject({ length: "Number" });
    expect(members("[1, true]")).toMatchObject({ first: "() => 1 | true | Null" });
  });

  test("of references: their own, and those of the document", () => {
    expect(members("Cat.byId(1)")).toMatchObject({ name: "String", exists: "() => Boolean" });
  });

  test("of null: none", () => expect(members("null")).toEqual({}));
});

describe("environments as text (spec/08 §13)", () => {
  const described = describeEnvironment(environment);

  test("globals", () => {
    expect(described.globals.get("Math")).toBe("MathModule");
    expect(described.globals.get("same")).toBe("<A> UserFunction<A => A>");
  });

  test("types", () => {
    expect(described.types.get("Array")?.fields.get("map")).toBe("<B> (mapper: (A => B)) => Array<B>");
    expect(described.types.get("Array")?.self).toBe("Array<A>");
    expect(described.types.get("Cat")?.alias).toBe("{ id: ID, ts: Time, ttl: Time | Null, name: String }");
    expect(described.types.get("CatCollection")?.hint).toBe("user_collection");
    expect(described.types.get("KeyCollection")?.hint).toBe("server_collection");
  });
});
