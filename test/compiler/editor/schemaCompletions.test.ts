import { describe, expect, test } from "vitest";
import { schemaCompletionsAt } from "../../../compiler/index.js";
import { shopEnvironment as environment } from "./shopEnvironment.js";

function offered(marked: string) {
  const cursor = marked.indexOf("|");
  return schemaCompletionsAt(marked.replace("|", ""), cursor, environment);
}

/** As far as it begins with the word before the bar. */
function labels(marked: string) {
  const before = marked.slice(0, marked.indexOf("|"));
  return offered(marked)
    .filter(({ label, span }) => label.startsWith(before.slice(span.start)))
    .map(({ label }) => label);
}

const COLLECTION = ["index", "unique", "check", "compute", "history_days", "ttl_days", "migrations"];
const MIGRATIONS = ["add", "backfill", "drop", "split", "move", "move_conflicts", "move_wildcard"];
const PRIVILEGES = ["read", "history_read", "write", "create", "create_with_id", "delete", "call"];

describe("what is offered in schema files, spec/03b §11.3", () => {
  test.each([
    ["an empty file", "|", ["collection", "function", "role", "access provider"]],
    [
      "between items",
      "collection A {}\n|\ncollection B {}",
      ["collection", "function", "role", "access provider"],
    ],
    ["the word of an item", "coll|", ["collection"]],
    ["a collection", "collection A {\n  |\n}", COLLECTION],
    ["a collection that is not closed", "collection A {\n  a: Int\n  |", COLLECTION],
    ["the word of a member", "collection A { un| }", ["unique"]],
    ["an index", "collection A { index b { | } }", ["terms", "values"]],
    ["an index that has terms", "collection A { index b {\n terms [.a]\n |\n } }", ["values"]],
    ["an index that has values below", "collection A { index b {\n |\n values [.a]\n } }", ["terms"]],
    ["nothing in the brackets of an index", "collection A { a: Int; index b { terms [.|] } }", []],
    ["nothing in the brackets of a constraint", "collection A { a: Int; unique [.|] }", []],
    ["migrations", "collection A { migrations {\n |\n} }", MIGRATIONS],
    [
      "fields of a path",
      "collection A {\n b: Int\n a: String\n compute c = (.a)\n migrations { add .| } }",
      ["b", "a"],
    ],
    [
      "fields that begin so",
      "collection A { name: Int; note: String; age: Int\n migrations { drop .n|ame } }",
      ["name", "note"],
    ],
    [
      "no field twice in a move",
      "collection A { a: Int; b: Int; c: Int\n migrations { move .a -> .| } }",
      ["b", "c"],
    ],
    [
      "no field twice in a split",
      "collection A { a: Int; b: Int; c: Int\n migrations { split .a -> .b, .| } }",
      ["c"],
    ],
    ["what a backfill takes", "collection A { a: Bytes\n migrations { backfill .a = By| } }", ["Bytes"]],
    ["a role", "role R { | }", ["privileges", "membership"]],
    ["privileges", "role R { privileges Order { | } }", PRIVILEGES],
    [
      "privileges that are not there",
      "role R { privileges Order {\n read\n call\n |\n} }",
      PRIVILEGES.slice(1, -1),
    ],
    ["the body of a privilege", "role R { privileges Order { read { | } } }", ["predicate"]],
    ["the body of a membership", "role R { membership Customer { | } }", ["predicate"]],
    ["predicates", "role R { privileges Order { read { predicate (x => Cust|) } } }", ["Customer"]],
    ["an access provider", "access provider P { | }", ["issuer", "jwks_uri", "role"]],
    ["a role of an access provider", "access provider P { role R { | } }", ["predicate"]],
    ["nothing for names of collections", "collection | {}", []],
    ["nothing for names of functions", "function f|() { 1 }", []],
    ["nothing for names of indexes", "collection A { index | {} }", []],
    ["nothing for names of computed fields", "collection A { compute | }", []],
    ["nothing for names of parameters", "function f(a|: Int): Int { 1 }", []],
    ["nothing for names of further parameters", "function f(a: Int, b|) { 1 }", []],
    ["nothing in empty parentheses", "function f(|) { 1 }", []],
    ["types of parameters", "function f(a: Cust|): Int { 1 }", ["Customer", "CustomerCollection"]],
    ["types of results", "function f(a: Int): Cust| { 1 }", ["Customer", "CustomerCollection"]],
    ["types of fields", "collection A { a: Ref<Cust|> }", ["Customer", "CustomerCollection"]],
    ["types in object types", "collection A { a: { b: Cust| } }", ["Customer", "CustomerCollection"]],
    ["nothing for keys of object types", "collection A { a: { b|: Int } }", []],
    [
      "types of computed fields",
      "collection A { compute a: Cust| = (x => 1) }",
      ["Customer", "CustomerCollection"],
    ],
    ["nothing in strings", 'access provider P { issuer "iss|" }', []],
    ["nothing in comments", "collection A {\n // un|\n}", []],
    ["defaults", "collection A { a: Time = Tim| }", ["Time"]],
    ["bodies of functions", "function f(amount) { amo| }", ["amount"]],
    ["types of their parameters", "function f(who: Ref<Customer>): String { who!.na| }", ["name"]],
    [
      "types of their variadic parameters",
      "function f(...who: Customer): String { who.firs| }",
      ["first", "firstWhere"],
    ],
    ["bodies that are not closed", "function f(who: Customer): String {\n  who.na|", ["name"]],
    ["fields in checks", "collection A { width: Int; check c (a => a.wi|) }", ["width"]],
    ["fields in short checks", "collection A { width: Int; check c (.wi|) }", ["width"]],
    ["fields in computed fields", "collection A { width: Int; compute c = (a => a.wi|) }", ["width"]],
    [
      "nothing of a document but its fields",
      "collection A { width: Int; compute c = (a => a.|) }",
      ["c", "width"],
    ],
    [
      "members of inferred computed fields",
      "collection A { n: String; compute up = (a => a.n.toUpperCase()); check c (a => a.up.cas|) }",
      ["casefold"],
    ],
    ["variables in checks", "collection A { check c (doc => do|) }", ["doc"]],
    ["globals in checks", "collection A { check c (doc => Cust|) }", ["Customer"]],
  ])("%s: %s", (_name, marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  test("expressions where types say what is expected", () => {
    const first = (marked: string) =>
      offered(marked)
        .slice(0, 2)
        .map(({ label }) => label);
    expect(first("function f(a: Int, b: String): String { | }")).toEqual(["b", "abort"]);
    expect(first("function f(a: Int, b: String): Int { | }")).toEqual(["a", "abort"]);
    const backfill = offered("collection A { a: Boolean\n migrations { backfill .a = | } }").map(
      ({ label }) => label,
    );
    expect(backfill.indexOf("true")).toBeLessThan(backfill.indexOf("Customer"));
  });

  test("words come as snippets", () => {
    expect(offered("coll|")[0]).toEqual({
      label: "collection",
      detail: "A collection definition",
      span: { start: 0, end: 4 },
      replaceText: "",
      newCursor: 0,
      kind: "module",
      retrigger: false,
      snippet: "collection ${name} {\n\t${0}\n}",
    });
    const snippets = (marked: string) => offered(marked).map(({ snippet }) => snippet);
    expect(snippets("|")[1]).toBe("function ${name}(${param}: ${type}) {\n\t${0}\n}");
    expect(snippets("collection A { | }")).toEqual(
      expect.arrayContaining([
        "unique [.${field}]",
        "check ${name} (${predicate})",
        "compute ${name} = (${lambda})",
      ]),
    );
    expect(snippets("collection A { migrations { | } }")).toContain("backfill .${field} = ${value}");
    expect(snippets("role R { privileges Order { read { | } } }")).toEqual(["predicate (${lambda})"]);
    expect(snippets("role R { privileges Order { | } }")).toContain("read${0}");
    expect(offered("collection A { migrations { | } }").every(({ retrigger }) => retrigger)).toBe(true);
  });

  test("fields come with their types", () => {
    expect(offered("collection A { a: Int; b: String?\n migrations { add .| } }")).toEqual([
      {
        label: "a",
        detail: "Int",
        span: { start: 53, end: 53 },
        replaceText: "a",
        newCursor: 1,
        kind: "field",
        retrigger: false,
      },
      {
        label: "b",
        detail: "String | Null",
        span: { start: 53, end: 53 },
        replaceText: "b",
        newCursor: 1,
        kind: "field",
        retrigger: false,
      },
    ]);
  });

  test("places within FQL are places of the file", () => {
    expect(offered("function f(who: Customer): String { who.na| }")[0]?.span).toEqual({ start: 40, end: 42 });
  });
});
