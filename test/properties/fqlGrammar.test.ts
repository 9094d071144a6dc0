import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_NESTING } from "../../grammar/fql/nesting.js";
import { FqlRecogniser } from "../../grammar/fql/recognise/index.js";
import {
  parseExpression,
  parseFieldPath,
  parseForEditor,
  parseLambda,
  parseQuery,
  parseType,
  parseTypeScheme,
  sameTree,
} from "../../grammar/index.js";

const SEEDS = [
  "let a: Array<Int | { b: T, ... }>=[1, -2.5e3, 0xff]\na.map(.x + 1).where((.y ?? z) == 3) { id, n: .m { k }, q { * } }",
  'Customer.byEmail("a#{x + 1}b")!.orders?.first()?.[0] { total }',
  "if (a isa B) { let c = 1; c } else if (!d) at (Time.now()) e else match f(1) { case { g, 'h': [1, ...i] } => 2; case _ @ j => (x, _, ...r) => x }",
  "<<-END\n  one\n    two\n  END + <<+E\n #{x}\n  y#{z}\nE.length",
  "(a, ...b)\n(x, y) => -x ** 2 + ~y\n[1, (.b)].map((.f)(1, .g.h))",
  "{ a: 1, 'b c': \"d\", if: (e) => {}, f: { g } }\n// comment\n/* block /* nested */ */ x!.y! != z && !~w || a ^ b | c & d % e",
  "let f: (x: A, B, rest: ...C) => T<A, 1>? & D = 1\nlet g: { a: Int?, 'b': \"c\"; *: Any }? = null; let h =~1\n g",
  "'it\\'s' + \"\\u{1F600}\\x41\\n\" + x'y'",
  "f(\u0000value>, [\u0000value>])",
];

const PIECES = [
  ..."()[]{}.,;:!?=<>+-*/%|&^~@#'\"\\_ \n\t0129aefx$",
  "?.",
  "??",
  "=>",
  "...",
  "==",
  "!=",
  "!~",
  "=~",
  "<<-",
  "<<+",
  "//",
  "/*",
  "*/",
  "#{",
  "\u0000value>",
  "\u0000",
  "if",
  "else",
  "at",
  "match",
  "case",
  "let",
  "null",
  "true",
  "isa",
  "of",
  ".a",
  "(.a)",
  "Int",
  "\r\n",
  "😀",
];

const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join("")),
  fc
    .record({
      seed: fc.constantFrom(...SEEDS),
      edits: fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          drop: fc.nat(3),
          piece: fc.constantFrom("", ...PIECES),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ seed, edits }) =>
      edits.reduce((result, { at, drop, piece }) => {
        const start = Math.floor(at * result.length);
        return result.slice(0, start) + piece + result.slice(start + drop);
      }, seed),
    ),
  fc.string({ unit: "binary", maxLength: 30 }),
);

const RUNS = { numRuns: Number(process.env.RUNS ?? 300) };

function recogniser(source: string): FqlRecogniser {
  return new FqlRecogniser({
    text: source,
    source: { name: "*query*", text: source },
    offset: 0,
    maxNesting: MAX_NESTING,
  });
}

it("the seeds are queries", () => {
  for (const seed of SEEDS) expect([seed, parseQuery(seed).ok]).toEqual([seed, true]);
});

describe("parser and recogniser accept the same texts", () => {
  it("as queries", () => {
    fc.assert(
      fc.property(text, (source) => {
        const found = recogniser(source);
        const errors = found.explain(() => found.query(true));
        expect(parseQuery(source).ok).toBe(errors.length === 0);
      }),
      RUNS,
    );
  });

  it("as types", () => {
    fc.assert(
      fc.property(text, (source) => {
        const found = recogniser(source);
        const errors = found.explain(() => found.type());
        expect(parseType(source).ok).toBe(errors.length === 0);
      }),
      RUNS,
    );
  });
});

it("every entry answers every text with a tree or with errors that lie in it", () => {
  const entries = [parseQuery, parseExpression, parseLambda, parseType, parseTypeScheme, parseFieldPath];
  fc.assert(
    fc.property(text, (source) => {
      for (const parse of entries) {
        const parsed = parse(source);
        if (parsed.ok) continue;
        expect(parsed.diagnostics.length).toBeGreaterThan(0);
        for (const { span } of parsed.diagnostics) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.start).toBeLessThanOrEqual(source.length);
        }
      }
    }),
    RUNS,
  );
});

it("an editor gets a tree of every text, and the errors that anyone gets", () => {
  fc.assert(
    fc.property(text, (source) => {
      const { tree, diagnostics } = parseForEditor(source);
      const parsed = parseQuery(source);
      expect(tree.statements.length).toBeGreaterThan(0);
      expect(diagnostics).toEqual(parsed.ok ? [] : parsed.diagnostics);
      if (parsed.ok) expect(sameTree(tree, parsed.value)).toBe(true);
    }),
    { numRuns: RUNS.numRuns / 3 },
  );
});

describe("size, spec/01 §15", () => {
  const NESTINGS: readonly (readonly [open: string, close: string])[] = [
    ["(", ")"],
    ["[", "]"],
    ["{ 1\n", "}"],
    ["{ a: ", "}"],
    ["a.f(", ")"],
    ["x => ", ""],
    ["if (a) 1 else ", ""],
    ["!", ""],
    ['"#{', '}"'],
    ["x { a: ", "}"],
  ];
  const nest = ([open, close]: readonly [string, string], depth: number) =>
    `${open.repeat(depth)}1${close.repeat(depth)}`;

  it.each(NESTINGS)("%j nests far", (...brackets) => {
    expect(parseQuery(nest(brackets, 100)).ok).toBe(true);
    for (const text of [nest(brackets, 20_000), brackets[0].repeat(20_000)]) {
      const parsed = parseQuery(text);
      expect(parsed.ok || parsed.diagnostics.map(({ message }) => message)).toEqual([
        "Query is nested too deeply",
      ]);
    }
  });

  it.each([
    ["let a: ", "["],
    ["let a: ", "(x: "],
    ["let a: ", "{ b: "],
    ["match 1 { case ", "["],
  ])("%j and many %j", (start, open) => {
    const parsed = parseQuery(start + open.repeat(20_000));
    expect(parsed.ok || parsed.diagnostics.map(({ message }) => message)).toEqual([
      "Query is nested too deeply",
    ]);
  });

  it.each(["a + ", "a ** ", "a\n?? ", "a.", "a\n", "a; "])("%j is repeated without recursion", (piece) => {
    expect(parseQuery(`${piece.repeat(10_000)}a`).ok).toBe(true);
    expect(parseQuery(`${piece.repeat(10_000)}@`).ok).toBe(false);
  });
});
