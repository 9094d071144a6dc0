import { describe, expect, it } from "vitest";
import { parseForEditor, printQuery } from "../../grammar/index.js";

/** The tree, printed; a hole prints as nothing, so the marks of the tree around it show where it is. */
function tree(text: string): string {
  return printQuery(parseForEditor(text).tree).trim().replaceAll(/\s+/g, " ");
}

describe("unfinished queries have trees, spec/01 §16", () => {
  it.each([
    ["", ""],
    ["Customer.", "Customer."],
    ["Customer.all().", "Customer.all()."],
    ["Customer.all().where(.", "Customer.all().where(.)"],
    ["Customer.all().where(.na", "Customer.all().where(.na)"],
    ["Customer.all().where(c => c.", "Customer.all().where((c) => c.)"],
    ["Customer.all().where(c => c.)\nlet x = 1", "Customer.all().where((c) => c.) let x = 1"],
    ["let a = Customer.\nlet b = 1\nb", "let a = Customer. let b = 1 b"],
    ["let a = ", "let a ="],
    ["let a", "let a ="],
    ["let", "let ="],
    ["let a: ", "let a: ="],
    ["let a: Arr", "let a: Arr ="],
    ["let a: Array<", "let a: Array<> ="],
    ["1 +", "1 +"],
    ["a ?? ", "a ??"],
    ["if (a.", "if (a.)"],
    ["if (a) b else", "if (a) b else"],
    ["x { a, ", "x { a: .a }"],
    ["x { a, b: .", "x { a: .a, b: . }"],
    ["f(a, [b, { c: d.", "f(a, [b, { c: d. }])"],
    ["{ a: 1, b }", "{ a: 1, b: null }"],
    ["{ let x = 1 }", "{ let x = 1 }"],
    ["x => { let y = x.", "(x) => { let y = x. }"],
    ['"a #{b.', '"a #{b.}"'],
    ["f('abc\ng(1)", 'f("abc") g(1)'],
    ["f(a))", "f(a)"],
    ["a b c", "a b c"],
    [".a", ".a"],
    ["<<-END\nabc", '"<-END\\nabc"'],
    ["a $ b", "a b"],
  ])("%j", (text, printed) => expect(tree(text)).toBe(printed));
});

describe("holes", () => {
  it("are as wide as the gap they stand in", () => {
    const { tree: query, diagnostics } = parseForEditor("f(a.  )");
    expect(JSON.stringify(query, (key, value) => (key === "source" ? undefined : value))).toContain(
      '{"text":"","span":{"start":4,"end":6}}',
    );
    expect(diagnostics.map(({ message }) => message)).toEqual(["Expected identifier"]);
  });

  it("none in a finished query", () => {
    expect(parseForEditor("a.b")).toMatchObject({ diagnostics: [], tree: { kind: "block" } });
  });
});
