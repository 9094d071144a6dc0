import { describe, expect, it } from "vitest";
import { editLine, editSpan } from "../../grammar/index.js";

/** `[…]` marks the part to edit. */
function edit(edited: typeof editSpan, marked: string, replacement: string): string {
  const start = marked.indexOf("[");
  const end = marked.indexOf("]") - 1;
  return edited(marked.replace("[", "").replace("]", ""), { start, end }, replacement);
}

describe("editSpan", () => {
  it("puts one line in verbatim", () => {
    expect(edit(editSpan, "a [b] c", "x")).toBe("a x c");
    expect(edit(editSpan, "a [] c", "x")).toBe("a x c");
  });

  it("removes the white space after what it removes", () => {
    expect(edit(editSpan, "a [b]  c", "")).toBe("a c");
    expect(edit(editSpan, "[b] \t c\n", "")).toBe("c\n");
  });

  it("removes the white space before what stood last on its line", () => {
    expect(edit(editSpan, "a\n\n  [b] \t\nc", "")).toBe("a \t\nc");
    expect(edit(editSpan, "a\n  [b]", "")).toBe("a");
    expect(edit(editSpan, "a [b]\n", "")).toBe("a\n");
  });

  it("indents the further lines of several, but no blank ones", () => {
    expect(edit(editSpan, "x\n  [b]", "{\n  c\n\n}")).toBe("x\n  {\n    c\n\n  }");
    expect(edit(editSpan, "x\n  a [b]", "{\n  c\n}")).toBe("x\n  a {\n  c\n}");
    expect(edit(editSpan, "  [b]", "{\n  c\n}")).toBe("  {\n  c\n}");
  });
});

describe("editLine", () => {
  it("swallows the semicolon behind what is replaced by nothing or by a whole line", () => {
    expect(edit(editLine, "a; [b] ; c", "")).toBe("a; c");
    expect(edit(editLine, "[b]  ;\nc", "d;")).toBe("d;\nc");
  });

  it("leaves the semicolon otherwise", () => {
    expect(edit(editLine, "[b]; c", "d")).toBe("d; c");
    expect(edit(editLine, "[b]\n; c", "")).toBe("\n; c");
  });
});
