import { describe, expect, test } from "vitest";
import {
  Analyzer,
  describeEnvironment,
  readEnvironment,
  type TypeEnvironment,
} from "../../../compiler/index.js";
import { shopEnvironment } from "./shopEnvironment.js";

const at = (start: number, end: number) => ({ start, end, src: { name: "*query*" } });

function queryAnalyzer(text: string, environment = shopEnvironment) {
  const analyzer = new Analyzer({ kind: "query" }, environment);
  analyzer.onUpdate(text);
  return analyzer;
}

describe("the analyzer, spec/03b §11", () => {
  test("a query has the errors of its syntax", () => {
    expect(queryAnalyzer("let = 1").errors()).toEqual([
      { span: at(4, 5), severity: "error", message: "Expected identifier", relatedInfo: [] },
    ]);
  });

  test("or else of its check, with hints and causes", () => {
    expect(queryAnalyzer("Customer.byId(1).name").errors()).toEqual([
      {
        span: at(17, 21),
        severity: "error",
        message: "Type `Null` does not have field `name`",
        relatedInfo: [{ span: at(16, 16), message: "Use the ! or ?. operator to handle the null case" }],
      },
    ]);
  });

  test("warnings are not listed", () => {
    expect(queryAnalyzer("x => x").errors()).toEqual([]);
  });

  test("an empty text has an error, as it has for the server", () => {
    expect(queryAnalyzer("").errors()).toHaveLength(1);
  });

  test("a schema has the errors of its syntax and structure, not those of types", () => {
    const analyzer = new Analyzer(
      { kind: "schema", schema: { kind: "file", name: "main.fsl" } },
      shopEnvironment,
    );
    analyzer.onUpdate("collection A { a: Nothing }");
    expect(analyzer.errors()).toEqual([]);
    analyzer.onUpdate("collection A { a: Int\n a: Int }");
    expect(analyzer.errors()).toMatchObject([{ message: "Duplicate field `a`", severity: "error" }]);
    analyzer.onUpdate("collection A { history_days }");
    expect(analyzer.errors()).toHaveLength(1);
    analyzer.onUpdate("collection A { | }".replace("|", ""));
    expect(analyzer.completionsAt(15).map(({ label }) => label)).toContain("index");
  });

  test("another environment runs the text again", () => {
    const empty: TypeEnvironment = {
      globals: { get: () => undefined, names: () => [] },
      shapes: shopEnvironment.shapes,
    };
    const analyzer = queryAnalyzer("Customer.all()", empty);
    expect(analyzer.errors()).toMatchObject([{ message: "Unbound variable `Customer`" }]);
    analyzer.refresh(shopEnvironment);
    expect(analyzer.errors()).toEqual([]);
    expect(analyzer.completionsAt(9).map(({ label }) => label)).toContain("byEmail");
  });

  test("it tells nothing of single names", () => {
    const analyzer = queryAnalyzer("Customer.all()");
    expect(analyzer.hoverOn(3)).toBeUndefined();
    expect(analyzer.gotoDefinitionAt(3)).toBeUndefined();
    expect(analyzer.highlightAt(3)).toEqual([]);
  });
});

describe("environments that a server tells", () => {
  const { globals, types } = describeEnvironment(shopEnvironment);
  const described = {
    globals: Object.fromEntries(globals),
    types: Object.fromEntries(
      [...types].map(([name, type]) => [
        name,
        {
          self: type.self,
          fields: Object.fromEntries(type.fields),
          ops: Object.fromEntries(type.operators),
          ...(type.apply === undefined ? {} : { apply: type.apply }),
          ...(type.access === undefined ? {} : { access: type.access }),
          ...(type.alias === undefined ? {} : { alias: type.alias }),
          ...(type.hint === undefined ? {} : { type_hint: type.hint }),
        },
      ]),
    ),
  };

  test("are the same when they are read", () => {
    expect(describeEnvironment(readEnvironment(described))).toEqual({ globals, types });
  });

  test.each([
    "Customer.all().map(.name).first()",
    "Customer.byId(1)!.orders.map(.total).toArray()",
    "[1, 2].map(x => x + 1)",
    "let x: Ref<Customer> = Customer.byId(1)\nx?.name",
    "let x: Ref<Key> = Key.byId(1)\nx?.role",
    "checkout('a')",
  ])("type queries: %s", (query) => {
    expect(queryAnalyzer(query, readEnvironment(described)).errors()).toEqual([]);
    expect(queryAnalyzer(`${query}.nothing`, readEnvironment(described)).errors()).toEqual(
      queryAnalyzer(`${query}.nothing`).errors(),
    );
  });

  test("keys of objects follow wildcards", () => {
    const globals = { f: "(x: { *: { a: Int, b: String | Null } }) => Null" };
    const analyzer = queryAnalyzer("f({ any: {  } })", readEnvironment({ globals, types: described.types }));
    expect(analyzer.completionsAt(11).map(({ label, kind }) => `${kind} ${label}`)).toEqual([
      "property a",
      "property b",
    ]);
    expect(analyzer.completionsAt(4)).toEqual([]);
  });

  test("what cannot be read is Any", () => {
    const odd = {
      globals: { f: "=> ?", T: "TModule" },
      types: { TModule: { self: "TModule", fields: { a: "<" }, ops: {} } },
    };
    expect(queryAnalyzer("f.anything + T.a.b", readEnvironment(odd)).errors()).toEqual([]);
  });
});
