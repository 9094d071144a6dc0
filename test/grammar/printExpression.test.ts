import { describe, expect, it } from "vitest";
import {
  type Parsed,
  parseExpression,
  parseFieldPath,
  parseLambda,
  parseQuery,
  parseType,
  parseTypeScheme,
  printExpression,
  printLambdaSource,
  printPath,
  printQuery,
  printType,
  printTypeScheme,
  renderDiagnostics,
} from "../../grammar/index.js";

function printed<T>(parsed: Parsed<T>, print: (tree: T) => string): string {
  return parsed.ok ? print(parsed.value) : renderDiagnostics(parsed.diagnostics);
}

const expression = (text: string) => printed(parseExpression(text), printExpression);
const query = (text: string) => printed(parseQuery(text), printQuery);
const type = (text: string) => printed(parseType(text), printType);

/** spec/01 §13.1 */
describe("expressions", () => {
  it.each([
    ["null", "null"],
    ["0x1F", "31"],
    ["- 1", "-1"],
    ["1_0.5", "10.5"],
    ["1.5e1", "15"],
    ["-0.0", "0.0"],
    ["'it\\'s #{x}'", '"it\'s \\#{x}"'],
    ['"a#b"', '"a\\#b"'],
    ['"a #{ b }"', '"a #{b}"'],
    ["<<+E\n  a\n #{b}\nE", '" a\\n#{b}\\n"'],
    ["if(a)b", "if (a) b"],
    ["if (a) b else if (c) d else e", "if (a) b else if (c) d else e"],
    ["at(t)e", "at (t) e"],
    ["x=>x", "(x) => x"],
    ["(a,_,...r)=>a", "(a, _, ...r) => a"],
    ["(..._)=>1", "(..._) => 1"],
    ["a+b*(c-d)", "a + b * (c - d)"],
    ["! a isa B", "!a isa B"],
    ["a .b?.c ( 1 ,.d+1)?.(2)[3]?.[4]!", "a.b?.c(1, .d + 1)?.(2)[3]?.[4]!"],
    ["a?.b?.(1)", "a?.b?.(1)"],
    ["(1 ,)", "(1)"],
    ["[ 1,2, ]", "[1, 2]"],
    ["(.a)", "(.a)"],
    ["x.map(!.a && .b(.c))", "x.map(!.a && .b(.c))"],
    ["x { * }", "x { * }\n"],
    ["{}", "{\n}"],
    ["{ 'a b': 1, if: 2, c_: 3 }", '{\n  "a b": 1,\n  "if": 2,\n  c_: 3\n}'],
    ["{ let a = 1; let b: Int? = 2; a }", "{\n  let a = 1\n  let b: Int? = 2\n  a\n}"],
  ])("%s", (text, canonical) => expect(expression(text)).toBe(canonical));

  it("breaks lines as the reference does, also after projections", () => {
    expect(expression("{a: [1], f: x => x.y { z }}")).toBe(`{
  a: [1],
  f: (x) => x.y {
    z: .z
  }
${"  "}
}`);
    expect(expression("{f: x.y { z, w { v } }, b: 1}")).toBe(`{
  f: x.y {
    z: .z,
    w: .w {
      v: .v
    }
${"    "}
  }
  ,
  b: 1
}`);
  });

  it("prints a query as its statements", () => {
    expect(query("let a = 1; Pet.byName(a) { age }")).toBe("let a = 1\nPet.byName(a) {\n  age: .age\n}\n\n");
  });

  it("prints match, which never runs", () => {
    expect(expression("match x { case [a: Int] => 1; case { b, 'c d': _ @ [1, ...r] } => 2 }")).toBe(
      'match x {\n  case [a: Int] => 1\n  case { b: b, "c d": _ @ [1, ...r] } => 2\n}',
    );
  });

  it("prints lambdas of definitions, short ones in parentheses", () => {
    expect(printed(parseLambda("( .a>3 )"), printLambdaSource)).toBe("(.a > 3)");
    expect(printed(parseLambda("_ => { x: 0, y: 1 }"), printLambdaSource)).toBe(
      "(_) => {\n  x: 0,\n  y: 1\n}",
    );
  });

  it("prints ten thousand operands", () => {
    const text = Array.from({ length: 10_000 }, (_, i) => `a${i}`).join(" + ");
    expect(expression(text)).toBe(text);
  });
});

/** spec/01 §13.3, spec/02 §4.1 */
describe("types", () => {
  it.each([
    ["A|B=>C", "A | B => C"],
    ["(A => B) => C", "(A => B) => C"],
    ["A => (B => C)", "A => B => C"],
    ["(A => B) | C", "(A => B) | C"],
    ["(A | B) & C", "(A | B) & C"],
    ["(A & B) | C", "A & B | C"],
    ["(A | B)?", "(A | B)?"],
    ["(A => B)?", "(A => B)?"],
    ["(n: A => B) => C", "(n: (A => B)) => C"],
    ["(n: A => B, C) => D", "(n: A => B, C) => D"],
    ["(A, b: ...Array<B>) => ()", "(A, b: ...Array<B>) => []"],
    ["\"a\" | 'b' | -1 | true", '"a" | "b" | -1 | true'],
    ["(A, B)", "[A, B]"],
    ["{ a : Int;'b c': X.Y, *: Any }", '{ a: Int, "b c": X.Y, *: Any }'],
    ["{ a: Int, ... }", "{ a: Int, ... }"],
    ["{ ... }", "{}"],
    ["{}", "{}"],
    ["Int??", "Int??"],
  ])("%s", (text, canonical) => expect(type(text)).toBe(canonical));

  it("with parameters", () => {
    expect(printed(parseTypeScheme("<A,B> (A, B) => A"), printTypeScheme)).toBe("<A, B> (A, B) => A");
    expect(printed(parseTypeScheme("Int"), printTypeScheme)).toBe("Int");
  });
});

it("paths print with a leading dot", () => {
  expect(printed(parseFieldPath(".['a b'].c[0x10]"), printPath)).toBe('.["a b"].c[16]');
});
