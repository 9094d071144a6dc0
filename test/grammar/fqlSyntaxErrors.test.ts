import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../grammar/index.js";
import { parseExpression, parseQuery, parseType } from "../../grammar/index.js";

/** `message @start`, one a line; a span of another length than one shows its end; hints follow in brackets. */
function shown(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(line).join("\n");
}

function line({ message, span, annotation, hints }: Diagnostic): string {
  const end = span.end === span.start + 1 ? "" : `-${span.end}`;
  const note = annotation === undefined ? "" : ` (${annotation})`;
  const more = hints.map((h) => ` [${h.kind}: ${h.message} @${h.span.start}-${h.span.end}${suggested(h)}]`);
  return `${message} @${span.start}${end}${note}${more.join("")}`;
}

function suggested(hint: Diagnostic["hints"][number]): string {
  return hint.suggestion === undefined ? "" : ` ${JSON.stringify(hint.suggestion.replacement)}`;
}

function errorsOf(parse: (text: string) => ReturnType<typeof parseQuery>, text: string): string {
  const parsed = parse(text);
  return parsed.ok ? "no error" : shown(parsed.diagnostics);
}

const query = (text: string) => errorsOf(parseQuery, text);
const expression = (text: string) => errorsOf(parseExpression as typeof parseQuery, text);
const type = (text: string) => errorsOf(parseType as unknown as typeof parseQuery, text);

function table(
  check: (text: string) => string,
  rows: readonly (readonly [text: string, error: string])[],
): void {
  for (const [text, error] of rows) {
    it(JSON.stringify(text), () => expect(check(text)).toBe(error));
  }
}

const NO_QUERY = "Unexpected end of query. Expected statement or expression";
const NO_BLOCK = "Unexpected end of block. Expected statement or expression";

describe("expected, spec/01 §11.3", () => {
  describe("the examples", () => {
    table(query, [
      ["herd.map(h => h.)", "Expected identifier @16"],
      ["herd.where(.n = 1)", "Expected `)` or `,` @14"],
      ["a === b", "Expected expression @4"],
      ["a ? b : c", "Expected end-of-input @2"],
      ["n++", "Expected expression @2"],
      ["n--", "Expected expression @3"],
      ["if (x { y }", "Expected `)` @11"],
      ["if (x { 1 }", "Expected `*` or identifier @8"],
      ["1; 'abc", "Expected end-of-input @3"],
      ["a + 'abc", "Expected expression @4"],
      ["'abc", `${NO_QUERY} @0`],
      ['"x\\n', 'Expected `"` @4'],
      ["'x\\n", `Expected "'" @4`],
      ["{ a b }", "Expected `}` or expression @2"],
      ["{ f(1) b }", "Expected `}` @7"],
      ["01", "Expected end-of-input @1"],
      ["0_1", "Expected end-of-input @1"],
      ["0b12", "Expected end-of-input @3"],
      ["(1) => x", "Expected end-of-input @4"],
      ["a ?? x => x", "Expected end-of-input @7"],
      ["1 /* x", "Expected end-of-input @2"],
      ["1 /* c */ 2", "Expected end-of-input @10"],
      ["x { a }.b", "Expected end-of-input @7"],
      ["x { a } + 1", "Expected end-of-input @8"],
      ["x !y", "Expected end-of-input @3"],
      ["a\n== b", "Expected end-of-input @2"],
      ["a\n=> b", "Expected end-of-input @2"],
    ]);
  });

  describe("queries and blocks", () => {
    table(query, [
      ["", `${NO_QUERY} @0`],
      ["  // x\n", `${NO_QUERY} @7`],
      [";1", `${NO_QUERY} @1`],
      ["; ; 1", `${NO_QUERY} @4`],
      ["@", `${NO_QUERY} @0`],
      ["1 @", "Expected end-of-input @2"],
      ["1; @", "Expected end-of-input @3"],
      ["x { a } @", "Expected end-of-input @8"],
      ["x => { @", `${NO_BLOCK} @7`],
      ["x => { ", `${NO_BLOCK} @7`],
      ["x => { ; 1 }", `${NO_BLOCK} @9`],
      ["{ f() @", "Expected `}` @6"],
      ["{ f(); @", "Expected `}` @7"],
      ["{ n @", "Expected `}` or expression @2"],
      ["{ n", "Expected `}` or expression @2"],
      ["{ 'k' @", "Expected `}` or expression @2"],
      ["{ k: @", "Expected expression @5"],
      ["{ k: ", "Expected expression @5"],
      ["{ k: e @", "Expected `}` @7"],
      ["{ k: e, @", "Expected `}` @8"],
      ["{ k: e, n @", "Expected `}` @8"],
      ["{ a, b }", "Expected `}` or expression @2"],
    ]);
  });

  describe("operators and operands", () => {
    table(query, [
      ["a + @", "Expected expression @4"],
      ["a + ", "Expected expression @4"],
      ["-@", "Expected expression @1"],
      ["a isa @", "Expected expression @6"],
      ["n => @", "Expected expression @5"],
      ["(a, b) => ", "Expected expression @10"],
      ["n = 1", "Expected end-of-input @2"],
      ["n ? e", "Expected end-of-input @2"],
      ["n, e", "Expected end-of-input @1"],
      ["n: e", "Expected end-of-input @1"],
      ["n e", "Expected end-of-input @2"],
      ["+x", `${NO_QUERY} @0`],
    ]);
  });

  describe("links and lists", () => {
    table(query, [
      ["n.@", "Expected identifier @2"],
      ["n.", "Expected identifier @2"],
      ["5.", "Expected digit or identifier @2"],
      ["5.@", "Expected digit or identifier @2"],
      ["n?.@", "Expected expression @3"],
      ["n?.", "Expected expression @3"],
      ["n(@", "Expected `)` or expression @2"],
      ["n(", "Expected `)` or expression @2"],
      ["n(e, @", "Expected `)` or expression @5"],
      ["n(e @", "Expected `)` or `,` @4"],
      ["n(,)", "Expected `)` or expression @2"],
      ["n[@", "Expected `]` or expression @2"],
      ["n[e, @", "Expected `]` or expression @5"],
      ["n[e @", "Expected `,` or `]` @4"],
      ["[e @", "Expected `,` or `]` @3"],
      ["[@", "Expected `,`, `]`, or expression @1"],
      ["[", "Expected `,`, `]`, or expression @1"],
      ["[e, @", "Expected `]` or expression @4"],
    ]);
  });

  describe("parentheses", () => {
    table(query, [
      ["(@", "Expected `)`, `...`, or expression @1"],
      ["(", "Expected `)`, `...`, or expression @1"],
      ["(e, @", "Expected `)`, `...`, or expression @4"],
      ["(e @", "Expected `)`, `,`, or `...` @3"],
      ["1 + (@", "Expected `)` or expression @5"],
      ["1 + (e @", "Expected `)` or `,` @7"],
      ["1 + (e, @", "Expected `)` or expression @8"],
      ["(...@", "Expected identifier @4"],
      ["(a, ...@", "Expected expression or identifier @7"],
      ["(...n@", "Expected `)` @5"],
      ["(...n )", "Expected `)` @5"],
      ["(a, ...n@", "Expected `)` or expression @8"],
    ]);
  });

  describe("forms", () => {
    table(query, [
      ["if @", "Expected `(` @3"],
      ["at", "Expected `(` @2"],
      ["if (@", "Expected expression @4"],
      ["at (", "Expected expression @4"],
      ["if (e @", "Expected `)` @6"],
      ["at (e @", "Expected `)` @6"],
      ["if (e) @", "Expected expression @7"],
      ["if (e) e else @", "Expected expression @14"],
      ["at (e) ", "Expected expression @7"],
      ["let @", "Expected identifier @4"],
      ["x => { let @", "Expected `:` or identifier @11"],
      ["let n @", "Expected `:` or `=` @6"],
      ["let n = @", "Expected expression @8"],
      ["let n: T = @", "Expected expression @11"],
      ["let n: @", "Expected type @7"],
      ["let n: T", "Expected `<` or `=` @8"],
      ["let n: T@", "Expected `<` or `=` @8"],
      ["let n: T @", "Expected `=` @9"],
      ["let n: T<A>@", "Expected `=` @11"],
      ["match @", "Expected expression @6"],
      ["match e @", "Expected `{` @8"],
      ["match e { @", "Expected `}` @10"],
      ["match e { case a => 1 @", "Expected `}` @22"],
      ["match e { case @", "Expected expression @15"],
      ["match e { case p 1", "Expected `=>` @17"],
      ["match e { case p => @", "Expected expression @20"],
    ]);
  });

  describe("projections", () => {
    table(query, [
      ["e { @", "Expected `*` or identifier @4"],
      ["e { }", "Expected `*` or identifier @4"],
      ["e { n { }", "Expected `*` or identifier @8"],
      ["e { n @", "Expected `,`, `:`, `{`, or `}` @6"],
      ["e { n: @", "Expected expression @7"],
      ["e { n: e @", "Expected `,` or `}` @9"],
      ["e { n { m } @", "Expected `,` or `}` @12"],
      ["e { n, @", "Expected `}` @7"],
      ["e { * @", "Expected `}` @6"],
      ["e { a.b }", "Expected `,`, `:`, `{`, or `}` @5"],
    ]);
  });

  describe("types", () => {
    table(type, [
      ["@", "Expected type @0"],
      ["T |", "Expected type @3"],
      ["T & @", "Expected type @4"],
      ["T =>", "Expected type @4"],
      ["T<", "Expected type @2"],
      ["T@", "Expected `<` or end-of-input @1"],
      ["T @", "Expected end-of-input @2"],
      ["T<A> @", "Expected end-of-input @5"],
      ["T<A", 'Expected ">", `,`, or `<` @3'],
      ["T<A @", 'Expected ">" or `,` @4'],
      ["T<A, @", 'Expected ">" @5'],
      ["(@", "Expected `)` or `,` @1"],
      ["(A@", "Expected `)`, `,`, `:`, or `<` @2"],
      ["(A @", "Expected `)` or `,` @3"],
      ["(A, @", "Expected `)` @4"],
      ["[@", "Expected `,` or `]` @1"],
      ["[A@", "Expected `,`, `<`, or `]` @2"],
      ["[A @", "Expected `,` or `]` @3"],
      ["{@", "Expected `}` @1"],
      ["{ a @", "Expected `}` @2"],
      ["{ * @", "Expected `}` @2"],
      ["{ a: T, @", "Expected `}` @8"],
      ["{ a: T, b @", "Expected `}` @8"],
      ["{ a: T @", "Expected `,` or `}` @7"],
      ["{ ... @", "Expected `,` or `}` @6"],
      ["{ a: @", "Expected type @5"],
      ["(n:@", "Expected expression @3"],
      ["{ a: T; }", "Expected `,` or `}` @6"],
      ["{ a: T\n, b: T }", "Expected `}` @7"],
    ]);
  });

  describe("strings, numbers, heredocs", () => {
    table(query, [
      ['"a#{@', "Expected expression @4"],
      ['"a#{e @', "Expected `}` @6"],
      ["'\\q'", "Expected escape code @2"],
      ["'\\`'", "Expected escape code @2"],
      ["'\\x@'", "Expected hex digit @3"],
      ["'\\x1@'", "Expected hex digit @4"],
      ["'\\u{@'", "Expected hex digit @4"],
      ["'\\u123@'", "Expected hex digit @6"],
      ["'\\u@'", "Expected `{` or hex digit @3"],
      ["'\\u{12@'", "Expected `}` or hex digit @6"],
      ["'\\u{123456@'", "Expected `}` @10"],
      ["0x", "Expected [0-9a-fA-F_] @2"],
      ["0o@", "Expected [0-7_] @2"],
      ["0b2", "Expected [01_] @2"],
      ["1e", "Expected [+\\\\-] or [0-9] @2"],
      ["1em", "Expected [+\\\\-] or [0-9] @2"],
      ["1e+", "Expected [0-9] @3"],
      ["<<-", "Expected identifier @3"],
      ["<<+ 1", "Expected identifier @4"],
      ["<<-D x", "Expected [\\n\\r] @5"],
      ["<<+D\n#{x}", "Expected [\\n\\r] @9"],
      ["<<-D\na\n  b", 'Expected "D" or text line @7'],
    ]);
  });
});

describe("listed errors, spec/01 §11.2", () => {
  const keyword = (word: string, at: number) =>
    `Invalid identifier @${at}-${at + word.length} (\`${word}\` is a keyword)`;

  describe("reserved words", () => {
    table(query, [
      ["1 + if (x) y", keyword("if", 4)],
      ["x => let y = 1", keyword("let", 5)],
      ["1; else", keyword("else", 3)],
      ["f(else)", keyword("else", 2)],
      ["x => else", keyword("else", 5)],
      ["else", `${keyword("else", 0)}\n${NO_QUERY} @0`],
      ["x => { else }", `${keyword("else", 7)}\n${NO_BLOCK} @7`],
      ["x { if }", `${keyword("if", 4)}\n${keyword("if", 4)}`],
      ["x { if: 1 }", `${keyword("if", 4)}\n${keyword("if", 4)}`],
      ["let FQL = 1\nFQL", keyword("FQL", 4)],
      ["let _ = 1\n1", `Invalid identifier @4 (\`_\` is a keyword)`],
      ["let else = 1\n1", keyword("else", 4)],
      ["(else) => 1", keyword("else", 1)],
      ["f(let)", keyword("let", 2)],
    ]);
    table(type, [
      ["(true | false)?", keyword("true", 1)],
      ["(A, null)", keyword("null", 4)],
      ["(null) => A", keyword("null", 1)],
    ]);
  });

  describe("short lambdas where none may stand", () => {
    const error = (start: number, end: number) => `Invalid anonymous field access @${start}-${end}`;
    table(query, [
      [".a", error(0, 2)],
      ["2 + .a", error(0, 6)],
      ["let f = .a\nf", error(8, 10)],
      ["x => .a", error(5, 7)],
      ["[.a]", error(1, 3)],
      ["{ k: .a }", error(5, 7)],
      ["if (.a) .b else .c", `${error(4, 6)}\n${error(8, 10)}\n${error(16, 18)}`],
      ['"#{.a}"', error(3, 5)],
      ["at (.a) .b", `${error(4, 6)}\n${error(8, 10)}`],
      ["x { b: [.c] }", error(8, 10)],
      [".a { b }", error(0, 8)],
      ["!.f", error(0, 3)],
      ["a;\n.b", error(3, 5)],
      ["(.a) + 1", error(0, 8)],
      [".a @", error(0, 2)],
    ]);
    table(expression, [[" .a ", error(1, 3)]]);
  });

  describe("repeats, keys, escapes, tuples, ends of blocks", () => {
    const cause = (start: number, end: number) =>
      `[cause: Statement does not return a value @${start}-${end}]`;
    table(query, [
      [
        "(a, b, a, ...b) => 1",
        "Duplicate lambda argument @7 [hint: Argument originally defined here @1-2]\n" +
          "Duplicate lambda argument @13 [hint: Argument originally defined here @4-5]",
      ],
      ["(_, _, ..._) => 1", "no error"],
      [
        "{ a: 1, 'a': 2, \"a\": 3 }",
        "Duplicate key @8-11 [hint: Key originally used here @2-3]\n" +
          "Duplicate key @16-19 [hint: Key originally used here @2-3]",
      ],
      [
        '{ "a#{x}b": 1 }',
        "Object keys do not support interpolation @6" +
          ' [hint: Add a backslash to ignore the interpolation @4-4 "\\\\"]' +
          " [hint: Use Object.fromEntries if you need a dynamic key @2-10]",
      ],
      [
        'x => { "hi #{x}" }',
        "Object keys do not support interpolation @13" +
          ' [hint: Add a backslash to ignore the interpolation @11-11 "\\\\"]' +
          " [hint: Use Object.fromEntries if you need a dynamic key @7-16]",
      ],
      ["'a\\ud800'", "Invalid escape @2-8 (surrogates are disallowed)"],
      ["'\\u{110000}'", "Invalid escape @1-11 (outside of valid unicode range)"],
      ["(1, ...b)", "invalid variadic tuple @0-9"],
      ["(a, ...b)", "no error"],
      ["{\n  let x = 1\n}", `Missing return expression @14 ${cause(4, 13)}`],
      ["let a = 1", `Missing return expression @9 ${cause(0, 9)}`],
      ["let a = 1;\n ", `Missing return expression @12 ${cause(0, 9)}`],
      ["{ let a = 1 @", `Missing return expression @12 ${cause(2, 11)}`],
    ]);
  });

  describe("types, spec/01 §8.1", () => {
    table(type, [
      ["{ a: A, a: B }", "Duplicate key @8 [hint: Key originally used here @2-3]"],
      [
        "{ *: A, b: B }",
        "Wildcard must be the last element in an object @8-12 [hint: Wildcard defined here @5-6]",
      ],
      [
        "{ ..., b: B }",
        "Interface must be the last element in an object @7-11 [hint: Interface defined here @2-5]",
      ],
      ["{ a: A = 1 }", "Default values are not allowed here @9"],
      ["(A, ...B)", "Invalid variadic argument @7"],
      ["(...A, B) => C", "Invalid variadic argument @4"],
      ["(...A, b: B) => C", "Invalid variadic argument @4\nInvalid variadic argument @4"],
      [
        "(a: A, b: B)",
        "Only lambda argument types may be named @1\nOnly lambda argument types may be named @7",
      ],
      ["(a: A, B) => C", "no error"],
      ["(A | true)", "no error"],
      ["(1) => A", "no error"],
      ["[A, null]", "no error"],
      ["Array<true>", "no error"],
    ]);
  });
});
