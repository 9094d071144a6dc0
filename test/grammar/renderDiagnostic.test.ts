import { describe, expect, it } from "vitest";
import {
  type Diagnostic,
  type Hint,
  lineAndColumn,
  NO_SPAN,
  renderDiagnostic,
  renderDiagnostics,
  type Source,
  span,
  syntaxError,
} from "../../grammar/index.js";

const query = (text: string): Source => ({ name: "*query*", text });

/** The span of the only occurrence of `part`. */
function at(source: Source, part: string) {
  const start = source.text!.indexOf(part);
  return span(source, start, start + part.length);
}

function error(message: string, where = NO_SPAN, hints: readonly Hint[] = []): Diagnostic {
  return syntaxError(message, where, undefined, hints);
}

describe("the excerpt", () => {
  it("underlines one line and carries hints with a place of their own", () => {
    const source = query("{\n  let x = 1\n}");
    const hint: Hint = {
      kind: "cause",
      message: "Statement does not return a value",
      span: at(source, "let x = 1"),
    };
    expect(renderDiagnostic(error("Missing return expression", span(source, 14, 15), [hint]))).toBe(
      `error: Missing return expression
at *query*:3:1
  |
3 | }
  | ^
  |
cause: Statement does not return a value
at *query*:2:3
  |
2 |   let x = 1
  |   ^^^^^^^^^
  |`,
    );
  });

  it("brackets several lines", () => {
    const source = query("  Pet.create({\n  name: 1\n})");
    expect(renderDiagnostic(error("no", span(source, 12, 27)))).toBe(`error: no
at *query*:1:13
  |
1 |     Pet.create({
  |  _____________^
2 | |   name: 1
3 | | })
  | |__^
  |`);
  });

  it("aligns line numbers and brackets", () => {
    const source = query(`${"\n".repeat(8)}Shelf.create({\n  label: 7\n})\n`);
    expect(renderDiagnostic(error("no", at(source, "({\n  label: 7\n})")))).toBe(`error: no
at *query*:9:13
   |
 9 |   Shelf.create({
   |  _____________^
10 | |   label: 7
11 | | })
   | |__^
   |`);
  });

  it("has words behind the carets of one line, and none behind a bracket", () => {
    const one = query("let a = b.c");
    expect(renderDiagnostic(syntaxError("m", at(one, "c"), "a label"))).toBe(
      "error: m\nat *query*:1:11\n  |\n1 | let a = b.c\n  |           ^ a label\n  |",
    );
    const two = query("f(\n)");
    expect(renderDiagnostic(syntaxError("m", at(two, "(\n)"), "a label"))).toBe(
      "error: m\nat *query*:1:2\n  |\n1 |   f(\n  |  __^\n2 | | )\n  | |_^\n  |",
    );
  });

  it("moves a span past the end to the end, and lets it stick out there", () => {
    const source = query("1 +  \n\n");
    expect(renderDiagnostic(error("m", span(source, 7, 8)))).toBe(
      "error: m\nat *query*:1:4\n  |\n1 | 1 +\n  |    ^\n  |",
    );
    expect(renderDiagnostic(error("m", span(query(" \n"), 1, 2)))).toBe(
      "error: m\nat *query*:1:1\n  |\n1 |\n  | ^\n  |",
    );
  });

  it("counts a line break as part of its line, and a tab as a column", () => {
    const source = query("\ta\nb");
    expect(renderDiagnostic(error("m", span(source, 2, 3)))).toBe(
      "error: m\nat *query*:1:3\n  |\n1 | \ta\n  |   ^\n  |",
    );
  });

  it("shows placeholders as <value>", () => {
    const source = query("1 + \u0000value>");
    expect(renderDiagnostic(error("m", span(source, 4, 11)))).toBe(
      "error: m\nat *query*:1:5\n  |\n1 | 1 + <value>\n  |     ^^^^^^^\n  |",
    );
  });
});

describe("the heading", () => {
  it("is the bare severity where there is no message", () => {
    expect(renderDiagnostic({ ...error(""), severity: "info" })).toBe("info:\nat <no source>");
  });

  it("shows no excerpt where the text is not known", () => {
    const source: Source = { name: "*predicate:R:read*", text: undefined };
    const hint: Hint = { kind: "hint", message: "h", span: span(source, 0, 1) };
    expect(renderDiagnostic(error("m", span(source, 3, 4), [hint]))).toBe(
      "error: m\nat <no source>\nhint: h\nat <no source>",
    );
  });

  it("names no source for text without one", () => {
    expect(renderDiagnostic(error("m", span({ name: "*null*", text: "abc" }, 1, 2)))).toBe(
      "error: m\nat 1:2\n  |\n1 | abc\n  |  ^\n  |",
    );
  });
});

describe("hints", () => {
  const source = query("Time.now\nTime.now");
  const first = span(source, 0, 8);
  const warning = (hint: Omit<Hint, "kind" | "message">, main = first) =>
    renderDiagnostic({
      severity: "warning",
      message: "m",
      span: main,
      hints: [{ kind: "hint", message: "h", ...hint }],
    }).split("\nhint: h\n")[1];

  it("leave out their place on the line of the main diagnostic only", () => {
    expect(warning({ span: span(source, 5, 8) })).toBe("  |\n1 | Time.now\n  |      ^^^\n  |");
    expect(warning({ span: span(source, 9, 13) })).toBe("at *query*:2:1\n  |\n2 | Time.now\n  | ^^^^\n  |");
    const other: Source = { name: "a.fsl", text: "Time" };
    expect(warning({ span: span(other, 0, 4) })).toBe("at a.fsl:1:1\n  |\n1 | Time\n  | ^^^^\n  |");
  });

  it("show what they insert, remove and change", () => {
    expect(warning({ span: span(source, 8, 8), suggestion: { replacement: "()" } })).toBe(
      "  |\n1 | Time.now()\n  |         ++\n  |",
    );
    expect(warning({ span: span(source, 4, 8), suggestion: { replacement: "" } })).toBe(
      "  |\n1 | Time.now\n  |     ----\n  |",
    );
    expect(warning({ span: span(source, 5, 8), suggestion: { replacement: "today" } })).toBe(
      "  |\n1 | Time.today\n  |      ~~~~~\n  |",
    );
    expect(warning({ span: span(source, 17, 17), suggestion: { replacement: "()" } })).toBe(
      "at *query*:2:9\n  |\n2 | Time.now()\n  |         ++\n  |",
    );
  });

  it("of a trace: the first may have a name, further frames have none", () => {
    const text = query("let total = null\n[10, 20].map(n => n + total!)");
    const hints: Hint[] = [
      { kind: "hint", message: "Null value created here", span: at(text, "null") },
      { kind: "trace", message: "", span: at(text, "(n => n + total!)") },
      { kind: "frame", message: "", span: at(text, "map") },
    ];
    expect(renderDiagnostic(error("Null literal value", at(text, "total!"), hints))).toBe(
      `error: Null literal value
at *query*:2:23
  |
2 | [10, 20].map(n => n + total!)
  |                       ^^^^^^
  |
hint: Null value created here
at *query*:1:13
  |
1 | let total = null
  |             ^^^^
  |
trace:
  |
2 | [10, 20].map(n => n + total!)
  |             ^^^^^^^^^^^^^^^^^
  |
  |
2 | [10, 20].map(n => n + total!)
  |          ^^^
  |`,
    );
  });
});

describe("several diagnostics", () => {
  it("are joined by an empty line", () => {
    expect(renderDiagnostics([error("a"), error("b")])).toBe(
      "error: a\nat <no source>\n\nerror: b\nat <no source>",
    );
  });
});

it("lines and columns count from 1", () => {
  const source = query("a\nbc");
  expect(lineAndColumn(span(source, 3, 4))).toEqual({ line: 2, column: 2 });
  expect(lineAndColumn(NO_SPAN)).toBeUndefined();
});
