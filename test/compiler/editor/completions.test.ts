import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CompletionOptions, completionsAt } from "../../../compiler/index.js";
import { shopEnvironment as environment } from "./shopEnvironment.js";

/** What is offered where a text has a bar. */
function offered(marked: string, options?: CompletionOptions) {
  const cursor = marked.indexOf("|");
  return completionsAt(marked.replace("|", ""), cursor, environment, options);
}

/** As far as it begins with the word before the bar. */
function labels(marked: string, options?: CompletionOptions) {
  const before = marked.slice(0, marked.indexOf("|"));
  return offered(marked, options)
    .filter(({ label, span }) => label.startsWith(before.slice(span.start)))
    .map(({ label }) => label);
}

const KEYWORDS = ["at", "if", "let"];

describe("what is offered in queries, spec/03b §11.2", () => {
  test.each([
    ["globals", "Cust|", ["Customer"]],
    ["functions", "check|", ["checkout"]],
    ["keywords", "if (tr|) 1", ["true"]],
    ["the literals", "[nul|]", ["null"]],
    ["variables before globals", "let checked = 1\nlet other = 2\nche|", ["checked", "checkout"]],
    ["variables once they are declared", "let ch = ch|\n1", ["checkout"]],
    ["parameters", "Order.all().map(order => ord|)", ["order"]],
    ["variables in nested blocks", "let inner = 1\n{ let x = 2; inn| }", ["inner"]],
    ["no variables of other blocks", "{ let inner = 1; inner }\ninn|", []],
    ["members of modules", "Math.ab|", ["abs"]],
    ["indexes", "Customer.byE|", ["byEmail"]],
    ["fields of documents", 'Customer.byEmail("a").first()!.na|', ["name"]],
    ["fields of documents that may be null", 'Customer.byEmail("a").first()?.na|', ["name"]],
    ["members after other calls", "Product.where(.price > 1).firs|", ["first", "firstWhere"]],
    ["members of literals", '"a".cas|', ["casefold"]],
    ["members of tuples", "[1, 2].firs|", ["first", "firstWhere"]],
    ["members of all members of a union", "(if (true) 1 else { a: 1 }).a|", ["a"]],
    ["fields of parameters", "Customer.all().map(x => x.na|)", ["name"]],
    ["fields of parameters that do not fit yet", "Customer.all().where(x => x.address.ci|)", ["city"]],
    ["nothing of unknown parameters", "x => x.|", []],
    ["fields in short lambdas", "Customer.all().map(.na|)", ["name"]],
    ["fields through references", "Order.all().first()!.customer!.na|", ["name"]],
    ["members of variables in lambdas", "Customer.all().map(c => { let n = c.name\n n.cas| })", ["casefold"]],
    ["keys of objects", "Customer.create({ na| })", ["name"]],
    ["the key that is being written", 'Customer.create({ nam|e: "a" })', ["name"]],
    ["keys that are not there yet", 'Customer.create({ name: "a", | })', ["address", "email", "id"]],
    ["keys of inner objects", "Customer.create({ address: { st| } })", ["street"]],
    ["no keys where no object is expected", "[{ a|: 1 }]", []],
    ["no keys outside of braces", "Customer.create(stree|)", []],
    ["projections of objects", "{ name: 1 } { na| }", ["name"]],
    ["nothing in projections of sets", "Customer.all() { na| }", []],
    ["nothing in projections of documents", "Customer.all().first()! { na| }", []],
    ["types", "let x: Str| = 1", ["Stream", "String", "StringModule", "StructModule"]],
    ["types in types", "let x: Array<Cust| = 1", ["Customer", "CustomerCollection"]],
    ["types of fields in types", "let x: { a: Custo| } = 1", ["Customer", "CustomerCollection"]],
    ["nothing for keys of types", "let x: { na|: Int } = 1", []],
    ["nothing for keys of interfaces", "let x: { na|: Int, ... } = 1", []],
    ["nothing in literal types", 'let x: "Str|" = 1', []],
    ["between key and value", "{ a: Cust|  }", ["Customer"]],
    ["blank arguments", "checkout(|)", undefined],
    ["between elements", "[1, |, 2]", undefined],
    ["an empty text", "|", undefined],
    ["nothing in strings", '"Cus|"', []],
    ["nothing in numbers", "12|", []],
    ["nothing inside of numbers", "1|2", []],
    ["nothing in comments", "1 // Cust|", []],
    ["nothing in block comments", "1 /* Cust| */", []],
    ["nothing in names of variables", "let Cust| = 1\n1", []],
    ["nothing in parameters", "(Cust|) => 1", []],
    ["nothing after !", "Customer.byId(1)!|", []],
    ["nothing after )", "Customer.all()|", []],
    ["nothing left of an operator", "1 | + 2", []],
    ["nothing left of an operator, right behind", "Customer.all() |== 2", []],
    ["operands that are negated", "!|", undefined],
    ["expressions in templates", '"a #{Cust|} b"', ["Customer"]],
    ["nothing between templates", '"a #{1} Cust|"', []],
    ["nothing after what has no members", "null.|", []],
    ["nothing after what has no members, documents", "let x: NullCustomer = null\nx.na|", []],
    ["else", "if (true) 1 e|", ["else"]],
    ["else, after a space", "if (true) 1 |", undefined],
  ])("%s: %s", (_name, marked, expected) => {
    if (expected === undefined) expect(labels(marked)).toEqual(expect.arrayContaining(["Customer", "if"]));
    else expect(labels(marked)).toEqual(expected);
  });

  test("fields in all projections, where a host asks for them", () => {
    const host = { projectsAll: true };
    expect(labels("Customer.all() { na| }", host)).toEqual(["name"]);
    expect(labels("Order.all() { customer { na| } }", host)).toEqual(["name"]);
  });

  test("what follows `then` sees no variables, and may be else", () => {
    const all = labels("let mine = 1\nif (true) 1 |");
    expect(all).not.toContain("mine");
    expect(all.slice(-4)).toEqual(["at", "else", "if", "let"]);
    expect(labels("let mine = 1\nif (true) 1\nmi|")).toEqual(["mine"]);
  });

  test("types are sorted, words last", () => {
    const all = labels("let x: | = 1");
    expect(all).toEqual(
      expect.arrayContaining(["Any", "Never", "Customer", "NullCustomer", "CustomerCollection"]),
    );
    expect(all.slice(-3)).toEqual(["false", "null", "true"]);
    expect(all.slice(0, -3)).toEqual([...all.slice(0, -3)].sort());
  });

  test("whatever is written, something is answered", () => {
    const text = readFileSync("examples/shop/data.fql", "utf8").slice(0, 600);
    for (let cursor = 0; cursor <= text.length; cursor += 7) {
      for (const { span } of completionsAt(text.slice(0, cursor), cursor, environment)) {
        expect(span.end).toBe(cursor);
      }
    }
  });
});

describe("the order of what is offered, spec/03b §11.1", () => {
  test("nothing is expected: variables, globals, literals, forms", () => {
    const all = labels("let z = 1\nlet y = 2\n|");
    expect(all.slice(0, 3)).toEqual(["y", "z", "AccessProvider"]);
    expect(all.slice(-6)).toEqual(["false", "null", "true", ...KEYWORDS]);
  });

  const variables = "let number = 1\nlet text = 'a'\nlet flag = true\nlet when = Time.now()\n";

  test.each([
    ["what fits an argument", "'abc'.slice(|)", ["number", "newId"], ["number", "flag"]],
    ["what fits a condition", "if (|) 1", ["flag", "false"], ["true", "number"]],
    ["what fits a time", "at (|) 1", ["when", "number"], ["when", "flag"]],
    ["what fits an annotation", "let x: String = |", ["text", "flag"], ["text", "null"]],
    ["what fits a key", "Customer.create({ name: | })", ["text", "flag"], ["text", "number"]],
    ["what fits the elements of an array", "let x: Array<Int> = [|]", ["number", "text"], ["number", "true"]],
  ])("%s: %s", (_name, marked, first, second) => {
    const all = labels(`${variables}${marked}`);
    for (const [before, after] of [first, second]) {
      expect(all).toContain(before);
      expect(all).toContain(after);
      expect(all.indexOf(before!)).toBeLessThan(all.indexOf(after!));
    }
  });

  test("fitting variables, fitting globals and literals, other variables, other globals, other keywords", () => {
    const all = labels("let flag = true\nlet text = 'a'\nif (|) 1");
    const place = (label: string) => all.indexOf(label);
    expect(all.slice(0, 1)).toEqual(["flag"]);
    expect(place("false")).toBeLessThan(place("text"));
    expect(place("text")).toBeLessThan(place("Customer"));
    expect(place("Customer")).toBeLessThan(place("at"));
    expect(all.slice(-4)).toEqual(["null", ...KEYWORDS].sort());
  });

  test("the last link of a chain is what is expected", () => {
    const all = labels("'abc'.slice('x'.|)");
    expect(all.indexOf("length")).toBeLessThan(all.indexOf("casefold"));
  });

  test("keys that must be there come first", () => {
    expect(labels("Customer.create({ | })")).toEqual(["address", "email", "name", "id"]);
  });
});

describe("items, spec/03b §11.1", () => {
  const item = (marked: string, label: string) => offered(marked).find((each) => each.label === label);

  test("functions are called", () => {
    expect(item("Customer.byEm|ail", "byEmail")).toEqual({
      label: "byEmail",
      detail:
        "((term1: String) => Set<Customer>) & ((term1: String, range: { from: Any } | { to: Any } | { from: Any, to: Any }) => Set<Customer>)",
      span: { start: 9, end: 16 },
      replaceText: "byEmail()",
      newCursor: 8,
      kind: "function",
      retrigger: true,
      snippet: "byEmail()${0}",
    });
  });

  test.each([
    ["Math.ab|", "pow", "pow(${1:x}, ${2:power})${0}"],
    ["Time.|", "now", "now()${0}"],
    ["[1].|", "map", "map(${1:arg0} => ${2:value})${0}"],
    ["[1].|", "fold", "fold(${1:seed}, (${2:arg0}, ${3:arg1}) => ${4:value})${0}"],
    ["|", "checkout", "checkout(${1:arg0})${0}"],
    ["|", "abort", "abort(${1:return})${0}"],
    ["|", "log", "log()${0}"],
  ])("snippets: %s %s", (marked, label, snippet) => {
    expect(item(marked, label)).toMatchObject({ kind: "function", snippet });
  });

  test("keys go on with their values", () => {
    expect(item("Customer.create({ na| })", "name")).toEqual({
      label: "name",
      detail: "String",
      span: { start: 18, end: 20 },
      replaceText: "name: ",
      newCursor: 6,
      kind: "property",
      retrigger: true,
    });
  });

  test("other names, keywords, types", () => {
    const plain = (label: string, detail: string, kind: string, at: number) => ({
      label,
      detail,
      span: { start: at, end: at },
      replaceText: label,
      newCursor: label.length,
      kind,
      retrigger: false,
    });
    expect(item("|", "Customer")).toEqual(plain("Customer", "CustomerCollection", "module", 0));
    expect(item("let x = 1\n|", "x")).toEqual(plain("x", "1", "variable", 10));
    expect(item("Customer.all().map(c => |)", "c")).toEqual(plain("c", "Customer", "variable", 24));
    expect(item("{ a: 1 }.|", "a")).toEqual(plain("a", "1", "field", 9));
    expect(item('(if (true) { a: 1 } else { a: "x" }).|', "a")?.detail).toBe('1 | "x"');
    expect(item("|", "null")).toEqual(plain("null", "A builtin keyword", "keyword", 0));
    expect(item("|", "let")).toEqual(plain("let", "A builtin keyword", "keyword", 0));
    expect(item("let x: | = 1", "Array")).toEqual(plain("Array", "Array<A>", "type", 7));
  });

  test.each([
    ["Cust|omer.x", 0, 8],
    ["1 + | 2", 4, 4],
    ["a1b|", 0, 3],
  ])("the word at the cursor is replaced: %s", (marked, start, end) => {
    expect(offered(marked)[0]?.span).toEqual({ start, end });
  });
});
