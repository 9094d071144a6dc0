import { describe, expect, test } from "vitest";
import { type Key, KeyDecoder } from "../../cli/shell/editing/keys.js";
import { emptyPrompt, type Prompt, press, type Request } from "../../cli/shell/editing/prompt.js";

const keys = (text: string): readonly Key[] => new KeyDecoder().push(text);

/** What a prompt is after what a terminal sends; the last thing asked for beside it. */
function sending(
  sent: string,
  history: readonly string[] = [],
): { prompt: Prompt; request: Request | undefined } {
  let prompt = emptyPrompt(history);
  let request: Request | undefined;
  for (const key of keys(sent)) {
    const pressed = press(prompt, key);
    ({ prompt } = pressed);
    request = pressed.request;
  }
  return { prompt, request };
}

/** The text with a bar where the cursor is. */
function textAfter(sent: string, history: readonly string[] = []): string {
  const { text, cursor } = sending(sent, history).prompt.buffer;
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

const UP = "\u001b[A";
const DOWN = "\u001b[B";
const RIGHT = "\u001b[C";
const LEFT = "\u001b[D";
const HOME = "\u001b[H";
const END = "\u001b[F";
const DELETE = "\u001b[3~";
const BACKSPACE = "\u007f";
const ALT_ENTER = "\u001b\r";
const CONTROL_LEFT = "\u001b[1;5D";
const CONTROL_RIGHT = "\u001b[1;5C";

describe("keys", () => {
  test.each([
    ["a", "text"],
    ["\r", "enter"],
    ["\n", "newline"],
    ["\t", "tab"],
    ["\u001b[Z", "tab"],
    ["\u001b", "escape"],
    ["\u001bOA", "up"],
    ["\u001bOH", "home"],
    ["\u001b[1~", "home"],
    ["\u001b[4~", "end"],
    ["\u001b[99~", "other"],
  ])("%j is %s", (sent, name) => {
    expect(keys(sent).map((key) => key.name)).toEqual([name]);
  });

  test("modifiers are told apart", () => {
    expect(keys("\u001b[13;2u")[0]).toMatchObject({ name: "enter", shift: true });
    expect(keys("\u001b[27;2;13~")[0]).toMatchObject({ name: "enter", shift: true });
    expect(keys("\u001b\r")[0]).toMatchObject({ name: "enter", alt: true });
    expect(keys("\u001bb")[0]).toMatchObject({ name: "letter", text: "b", alt: true });
    expect(keys("\u0012")[0]).toMatchObject({ name: "letter", text: "r", control: true });
    expect(keys(CONTROL_LEFT)[0]).toMatchObject({ name: "left", control: true });
  });

  test("a paste is one key, also in pieces", () => {
    const decoder = new KeyDecoder();
    expect(decoder.push("x\u001b[200~let a = 1\ra")).toEqual([
      expect.objectContaining({ name: "text", text: "x" }),
    ]);
    expect(decoder.push(" + 1\u001b[201~\r").map(({ name, text }) => [name, text])).toEqual([
      ["paste", "let a = 1\na + 1"],
      ["enter", ""],
    ]);
  });
});

describe("editing", () => {
  test.each([
    ["moves by characters", `abc${LEFT}${LEFT}x`, "ax|bc"],
    ["not beyond the ends", `ab${LEFT}${LEFT}${LEFT}x${RIGHT}${RIGHT}${RIGHT}y`, "xaby|"],
    ["moves by characters as people see them", `a👩‍👩‍👧b${LEFT}${LEFT}x`, "ax|👩‍👩‍👧b"],
    ["deletes such characters", `a👩‍👩‍👧${BACKSPACE}é${BACKSPACE}`, "a|"],
    ["deletes before and after", `abcd${LEFT}${LEFT}${BACKSPACE}${DELETE}`, "a|d"],
    ["moves by words", `foo.bar(baz)${CONTROL_LEFT}${CONTROL_LEFT}x`, "foo.xbar(baz)".replace("x", "x|")],
    ["moves on by words", `foo bar${HOME}${CONTROL_RIGHT}x`, "foox| bar"],
    ["goes to the ends of lines", `a\nbc${HOME}x${END}y`, "a\nxbcy|"],
    ["goes up and down in lines", `abc\nd${UP}x`, "ax|bc\nd"],
    ["comes back down", `abc\nd${UP}${DOWN}x`, "abc\ndx|"],
    ["moves over line breaks", `a\nb${LEFT}${LEFT}x`, "ax|\nb"],
    ["deletes line breaks", `a\nb${LEFT}${BACKSPACE}`, "a|b"],
    ["indents behind a bracket", "f(\na", "f(\n  a|"],
    ["stays indented", "f(\na,\nb", "f(\n  a,\n  b|"],
    ["brings closing brackets back", "f(\na\n)", "f(\n  a\n)|"],
    ["steps over a closing bracket that stands there", `f()${LEFT})`, "f()|"],
    ["does not step over others", `f()${LEFT}]`, "f(]|)"],
    ["cuts words and lines, and puts them back", "foo bar\u0017\u0019 \u0019", "foo bar bar|"],
    ["cuts to the end of the line", `foo${HOME}\u000b\u0019\u0019`, "foofoo|"],
    ["pastes without indenting", "\u001b[200~{\n    a\n}\u001b[201~", "{\n    a\n}|"],
    ["does nothing at other keys", `a\u001b[20~\u001b`, "a|"],
  ])("%s", (_name, sent, expected) => {
    expect(textAfter(sent)).toBe(expected);
  });
});

describe("Enter", () => {
  test.each([["1 + 1"], ["foo)"], [".help"], ["let a = 1\u001b\ra"], ["1 +\r\r\r"]])("runs %j", (sent) => {
    expect(sending(`${sent}\r`).request).toBe("submit");
  });

  test.each([
    ["1 +"],
    ["let a = 1"],
    ["Foo.where("],
    ["{ a: 1,"],
    ['"abc'],
    ["/* a"],
    ["<<-END\n x"],
    ["if (true) 1 else"],
  ])("goes on with %j", (sent) => {
    const { prompt, request } = sending(`${sent}\r`);
    expect(request).toBeUndefined();
    expect(prompt.buffer.text).toContain("\n");
  });

  test("goes on with Alt", () => {
    expect(textAfter(`1${ALT_ENTER}`)).toBe("1\n|");
  });
});

describe("history", () => {
  const history = ["first", "let a = 2\na", "third"];

  test("goes back and forth, and keeps what was begun", () => {
    expect(textAfter(`dr${UP}`, history)).toBe("third|");
    expect(textAfter(`dr${UP}${UP}`, history)).toBe("let a = 2\na|");
    expect(textAfter(`dr${UP}${UP}${UP}`, history)).toBe("let a = 2|\na".replace("let a = 2|", "l|et a = 2"));
    expect(textAfter(`dr${UP}${DOWN}`, history)).toBe("dr|");
    expect(textAfter(`${UP}${UP}\u0010\u0010\u0010`, history)).toBe("first|");
  });

  test("is searched from the newest on", () => {
    expect(textAfter("\u0012IR\r", history)).toBe("third|");
    expect(textAfter("\u0012ir\u0012\r", history)).toBe("first|");
    expect(textAfter("\u0012ir\u0012\u0012\u0012\r", history)).toBe("first|");
    expect(textAfter("x\u0012ir\u001b", history)).toBe("x|");
    expect(textAfter("x\u0012nothing\r", history)).toBe("x|");
    expect(textAfter(`\u0012firx${BACKSPACE}\r`, history)).toBe("first|");
  });
});

describe("what keys ask for", () => {
  test.each([
    ["\u0004", "leave"],
    ["\u0003", "interrupt"],
    ["\u000c", "clear"],
    ["a\t", "complete"],
  ] as const)("%j is %s", (sent, request) => {
    expect(sending(sent).request).toBe(request);
  });

  test("Ctrl+D in a text deletes", () => {
    expect(sending(`ab${HOME}\u0004`)).toMatchObject({
      request: undefined,
      prompt: { buffer: { text: "b" } },
    });
  });
});
