import { describe, expect, it } from "vitest";
import { Double } from "../../runtime/values/index.js";
import { type Json, JsonObject, readJson } from "../../runtime/wire/index.js";

/** Objects as arrays of pairs behind a mark, so that order and repetition show. */
function shown(json: Json): unknown {
  if (json instanceof JsonObject) return { pairs: json.entries.map(([key, value]) => [key, shown(value)]) };
  if (json instanceof Double) return { double: json.value };
  return Array.isArray(json) ? json.map(shown) : json;
}

function read(text: string): unknown {
  const result = readJson(text);
  return result.ok ? shown(result.value) : result.problem;
}

describe("reading JSON", () => {
  it.each<[string, unknown]>([
    ["null", null],
    [" true ", true],
    ["-0", 0],
    ["2147483647", 2147483647],
    ["2147483648", 2147483648n],
    ["-2147483649", -2147483649n],
    ["9223372036854775807", 9223372036854775807n],
    ["-9223372036854775808", -9223372036854775808n],
    ["1.0", { double: 1 }],
    ["1e3", { double: 1000 }],
    ["-2.5E-1", { double: -0.25 }],
    ['"a\\u0041\\n\\/\\"\\\\é"', 'aA\n/"\\é'],
    ['"\\ud83d\\ude00"', "😀"],
    ["[1,[],{}]", [1, [], { pairs: [] }]],
    [
      '{"b":1,"1":2,"b":3,"__proto__":4}',
      {
        pairs: [
          ["b", 1],
          ["1", 2],
          ["b", 3],
          ["__proto__", 4],
        ],
      },
    ],
  ])("%s", (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each([
    ["", "syntax"],
    ["{", "syntax"],
    ["[1,]", "syntax"],
    ['{"a":1,}', "syntax"],
    ["{a:1}", "syntax"],
    ['{"a" 1}', "syntax"],
    ["01", "syntax"],
    ["+1", "syntax"],
    [".5", "syntax"],
    ["1.", "syntax"],
    ["1e", "syntax"],
    ["NaN", "syntax"],
    ["nul", "syntax"],
    ["1 2", "syntax"],
    ['"a\nb"', "syntax"],
    ['"\\x"', "syntax"],
    ['"\\u12g4"', "syntax"],
    ['"\\', "syntax"],
    ['"abc', "syntax"],
    ['"\\toString"x', "syntax"],
    ["9223372036854775808", "integer"],
    ["-9223372036854775809", "integer"],
    ["[".repeat(1001), "nesting"],
    [`${'{"a":'.repeat(1000)}[]`, "nesting"],
  ])("%.20s is refused as %s", (text, problem) => {
    expect(read(text)).toBe(problem);
  });

  it("takes a nesting of exactly 1000", () => {
    expect(readJson("[".repeat(1000) + "]".repeat(1000)).ok).toBe(true);
  });

  it("says where it stopped", () => {
    expect(readJson('{"a": x}')).toEqual({
      ok: false,
      problem: "syntax",
      message: 'Unexpected character "x" at position 6.',
    });
    expect(readJson("[1")).toMatchObject({ message: "Unexpected end of input at position 2." });
  });
});
