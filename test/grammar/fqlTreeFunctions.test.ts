import { describe, expect, it } from "vitest";
import { freeNames, type Parsed, parseQuery, redactQuery, sameTree } from "../../grammar/index.js";

function parsed<T>(result: Parsed<T>): T {
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.value;
}

describe("free names, spec/01 §5", () => {
  it.each([
    ["a + b.c(d)[e] + a", "a b d e", ""],
    ["x => y => x + y + z", "z", ""],
    ["(x, _, ...r) => r + x + _", "_", ""],
    ["let a = a\nlet b = a\nb", "a", ""],
    ["{ let a = 1\na } + a", "a", ""],
    ["let a: Array<Book | { n: Int }> = b\nlet c: Book = 1\nc", "b", "Array Book Int"],
    ["xs.map(.a + b { c, d: .e + f })", "xs b f", ""],
    ['"#{a} #{"#{b}"}"', "a b", ""],
    ["if (a) b else c", "a b c", ""],
    ["at (t) x { * }", "t x", ""],
    ["match m { case { p, q: [r, ...s] } => p + q + r + s + t; case u @ _ => u }", "m q t", ""],
    ["[a, (b, c), { d: e }, -f, !(g)]", "a b c e f g", ""],
    ["f(\u0000value>, \u0000value>)", "f $0 $1", ""],
  ])("%s", (text, names, typeNames) => {
    const free = freeNames(parsed(parseQuery(text)));
    expect(free.names.map(({ name }) => name).join(" ")).toBe(names);
    expect(free.typeNames.map(({ text: name }) => name).join(" ")).toBe(typeNames);
  });

  it("ten thousand operands", () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => `a${i % 7}`).join(" + ");
    expect(freeNames(parsed(parseQuery(chain))).names).toHaveLength(7);
  });
});

describe("trees compared without their spans, spec/01 §5", () => {
  it.each([
    ["a.b( 1 )", " a\n.b(1)", true],
    ["1.0", "1.00", false],
    ["1", "1.0", false],
    ["a?.b", "a.b", false],
    ["a?.(b)", "a(b)", false],
    ["(a)", "a", false],
    ["{ a: 1, b: 2 }", "{ b: 2, a: 1 }", false],
    ["x { a }", "x { a: .a }", true],
    ["'a'", '"a"', true],
    ["[a]", "[a, a]", false],
  ])("%s and %s", (a, b, same) => {
    const trees = [a, b].map((text) => parsed(parseQuery(text, { source: text })));
    expect(sameTree(trees[0], trees[1])).toBe(same);
  });
});

describe("redaction, spec/01 §14", () => {
  const redacted = (text: string) => {
    const query = parsed(parseQuery(text));
    return [redactQuery(query, "default"), redactQuery(query, "shape")];
  };
  it.each([
    ['"😀"', "<string with length 2>\n", "<string>\n"],
    ['"a#{b}"', "<string with templates>\n", "<string>\n"],
    [
      "f(1, 2.50, null, true, x.y['k'])",
      "f(1, 2.50, null, true, x.y[<string with length 1>])\n",
      "f(<integer>, <float>, null, true, x.y[<string>])\n",
    ],
    ["at (Time('x')) 'y'", 'at (Time("x")) <string with length 1>\n', 'at (Time("x")) <string>\n'],
    [
      "let a: Int = 'b'\n{ k: 'v' }",
      "let a: Int = <string with length 1>\n{\n  k: <string with length 1>\n}\n",
      "let a: Int = <string>\n{\n  k: <string>\n}\n",
    ],
    [
      'Pet.byName("Rex") { age }',
      "Pet.byName(<string with length 3>) {\n  age: .age\n}\n\n",
      "Pet.byName(<string>) {\n  age: .age\n}\n\n",
    ],
    [`a${" + 1".repeat(10_000)}`, `a${" + 1".repeat(10_000)}\n`, `a${" + <integer>".repeat(10_000)}\n`],
  ])("%#", (text, byDefault, shape) => expect(redacted(text)).toEqual([byDefault, shape]));
});
