import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bracketsAt, classifyText, isUnfinished } from "../../grammar/index.js";

/** Each token as `class text`. */
function classes(text: string, schema = false): readonly string[] {
  return classifyText(text, schema).map((token) => `${token.class} ${text.slice(token.start, token.end)}`);
}

describe("classes of tokens", () => {
  test("of a query", () => {
    expect(classes("let a = Foo.by(1) // x\na { b, c: true }")).toEqual([
      ...["keyword let", "name a", "operator =", "type Foo", "punctuation .", "function by"],
      ...["punctuation (", "number 1", "punctuation )", "comment // x"],
      ...[
        "name a",
        "punctuation {",
        "name b",
        "punctuation ,",
        "key c",
        "punctuation :",
        "constant true",
        "punctuation }",
      ],
    ]);
  });

  test("of templates, comments and a quotient", () => {
    expect(classes('"a#{b}c" /* d /* e */ */ / f')).toEqual([
      ...['string "', "string a", "punctuation #{", "name b", "punctuation }", "string c", 'string "'],
      ...["comment /* d /* e */ */", "operator /", "name f"],
    ]);
  });

  test("of a schema", () => {
    expect(classes("index byName { terms [.name] }", true).slice(0, 4)).toEqual([
      ...["keyword index", "name byName", "punctuation {", "keyword terms"],
    ]);
    expect(classes("index: String", true)[0]).toBe("name index");
  });

  test("of any text: in order, not overlapping, all but space", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        let end = 0;
        for (const token of classifyText(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe("brackets", () => {
  test.each([
    ["f|(a)", [1, 3]],
    ["f(a)|", [1, 3]],
    ["f(a|)", undefined],
    ["|[(a)]", [0, 4]],
    ['"#{a}|"', [1, 4]],
    ["f|(a", undefined],
    ["f|((a)", undefined],
  ])("at the bar of %s", (marked, expected) => {
    const position = marked.indexOf("|");
    expect(bracketsAt(marked.replace("|", ""), position)).toEqual(expected);
  });
});

describe("unfinished queries", () => {
  test.each([
    ...[
      "",
      "1 +",
      "f(",
      "[1, 2",
      "{ a: 1,",
      "let a = 1",
      "let a",
      "a.",
      "x =>",
      "if (true)",
      "if (a) 1 else",
      "at (",
    ],
    ...['"abc', "f('abc\n", '"a#{1', '"a#{1} b', "<<-END\n  a", "/* a", "1 /* a", "// a", "a {", "!"],
  ])("%j", (text) => {
    expect(isUnfinished(text)).toBe(true);
  });

  test.each([
    ...[
      "1",
      "let a = 1\na",
      "f(1)",
      '"abc"',
      "1 // a",
      "1 2",
      "f)",
      "'\\q' + 1",
      "$",
      "let = 1",
      "<<-END\n  a\nEND",
      '"a\u200db"',
    ],
  ])("not %j", (text) => {
    expect(isUnfinished(text)).toBe(false);
  });
});
