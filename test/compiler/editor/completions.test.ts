import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { completionsAt, parseSchemaFiles, schemaEnvironment } from "../../../compiler/index.js";
import { library } from "../../../runtime/index.js";

const schema = parseSchemaFiles(
  new Map([["main.fsl", readFileSync("examples/shop/schema/main.fsl", "utf8")]]),
);
if (!schema.ok) throw new Error("the shop's schema does not parse");
const environment = schemaEnvironment(schema.items, library);

/** What is offered where a text has a bar, as far as it begins with the word before the bar. */
function offered(marked: string) {
  const cursor = marked.indexOf("|");
  const text = marked.replace("|", "");
  const { span, items } = completionsAt(text, cursor, environment);
  const word = text.slice(span.start, cursor);
  return { span, items: items.filter(({ label }) => label.startsWith(word)) };
}

const labels = (marked: string) => offered(marked).items.map(({ label }) => label);

describe("completions", () => {
  test.each([
    ["globals", "Cust|", ["Customer"]],
    ["functions", "check|", ["checkout"]],
    ["keywords", "if (tr|) 1", ["true"]],
    ["variables before globals", "let checked = 1\nlet other = 2\nche|", ["checked", "checkout"]],
    ["variables once they are declared", "let ch = ch|\n1", ["checkout"]],
    ["parameters", "Order.all().map(order => ord|)", ["order"]],
    ["no variables of other blocks", "{ let inner = 1; inner }\ninn|", []],
    ["members of modules", "Math.ab|", ["abs"]],
    ["indexes", "Customer.byE|", ["byEmail"]],
    ["fields of documents", 'Customer.byEmail("a").first()!.na|', ["name"]],
    ["fields of documents that may be null", 'Customer.byEmail("a").first()?.na|', ["name"]],
    ["members after other calls", "Product.where(.price > 1).firs|", ["first", "firstWhere"]],
    ["fields of parameters", "Customer.all().map(x => x.na|)", ["name"]],
    ["fields of parameters that do not fit yet", "Customer.all().where(x => x.address.ci|)", ["city"]],
    ["fields in short lambdas", "Customer.all().map(.na|)", ["name"]],
    ["fields through references", "Order.all().first()!.customer!.na|", ["name"]],
    ["fields in projections", "Customer.all() { na| }", ["name"]],
    ["fields in projections of references", "Order.all() { customer { na| } }", ["name"]],
    ["members of variables in lambdas", "Customer.all().map(c => { let n = c.name\n n.cas| })", ["casefold"]],
    ["keys of objects", "Customer.create({ na| })", ["name"]],
    ["keys of objects that are not there", 'Customer.create({ name: "a", | })', ["id", "email", "address"]],
    ["keys of inner objects", "Customer.create({ address: { st| } })", ["street"]],
    ["no keys outside of braces", "Customer.create(stree|)", []],
    ["types", "let x: Str| = 1", ["Stream", "String", "StringModule", "StructModule"]],
    ["nothing in strings", '"Cus|"', []],
    ["nothing in numbers", "12|", []],
    ["nothing in names of variables", "let Cust| = 1\n1", []],
    ["nothing in parameters", "(Cust|) => 1", []],
    ["expressions in templates", '"a #{Cust|} b"', ["Customer"]],
    ["nothing after what has no members", "null.|", []],
  ])("%s: %s", (_name, marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  test("top level: variables, globals, literals, forms", () => {
    const all = labels("let z = 1\nlet y = 2\n|");
    expect(all.slice(0, 3)).toEqual(["y", "z", "AccessProvider"]);
    expect(all.slice(-6)).toEqual(["false", "null", "true", "at", "if", "let"]);
  });

  test("an item replaces the word at the cursor, and says where to go on", () => {
    const { span, items } = offered("Customer.byEm|ail");
    expect(span).toEqual({ start: 9, end: 16 });
    expect(items).toEqual([
      {
        label: "byEmail",
        detail:
          "((term1: String) => Set<Customer>) & ((term1: String, range: { from: Any } | { to: Any } | { from: Any, to: Any }) => Set<Customer>)",
        kind: "function",
        replaceText: "byEmail()",
        newCursor: 8,
      },
    ]);
    expect(offered("Customer.create({ na| })").items[0]).toEqual({
      label: "name",
      detail: "String",
      kind: "property",
      replaceText: "name: ",
      newCursor: 6,
    });
  });

  test("whatever is written, something is answered", () => {
    const text = readFileSync("examples/shop/data.fql", "utf8").slice(0, 600);
    for (let cursor = 0; cursor <= text.length; cursor += 7) {
      const { span, items } = completionsAt(text.slice(0, cursor), cursor, environment);
      expect(span.end).toBe(cursor);
      expect(Array.isArray(items)).toBe(true);
    }
  });
});
