import { describe, expect, test } from "vitest";
import { colorSummary } from "../../cli/output/colorSummary.js";
import { foldRepeats } from "../../cli/output/foldRepeats.js";
import { indentJson, memberText, tagNumbers } from "../../cli/output/json.js";

const marked = (style: string, text: string) => `<${style} ${text}>`;

describe("JSON as text", () => {
  test.each([
    ['{"data":1,"summary":""}', "data", "1"],
    ['{"a":{"data":2},"data":[1,{"data":3}],"b":4}', "data", '[1,{"data":3}]'],
    ['{"a":"data","b":"}","data":"x\\"y,}"}', "data", '"x\\"y,}"'],
    ['{ "data" : {"a":1} }', "data", '{"a":1}'],
    ['{"a":["data",1]}', "data", undefined],
    ["{}", "data", undefined],
  ])("%s has %s %s", (json, name, text) => {
    expect(memberText(json, name)).toBe(text);
  });

  test("is indented without being read", () => {
    const json = '{"a":[1.0,12345678901234567890,{"b":{}}],"c":[],"d":"x, [y]: {z}"}';
    expect(indentJson(json)).toBe(
      '{\n  "a": [\n    1.0,\n    12345678901234567890,\n    {\n      "b": {}\n    }\n  ],\n  "c": [],\n  "d": "x, [y]: {z}"\n}',
    );
    for (const value of [JSON.parse(json), null, "a\nb", [[]], [{}, []], -1.5e300]) {
      expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    }
  });

  test("numbers get their tags", () => {
    expect(tagNumbers('[1, -5000000000, 1.5, 1e3, 99999999999999999999, "7", true]')).toBe(
      '[{"@int":"1"}, {"@long":"-5000000000"}, {"@double":"1.5"}, {"@double":"1e3"}, ' +
        '{"@double":"99999999999999999999"}, "7", true]',
    );
  });
});

describe("summaries", () => {
  test("are coloured part by part", () => {
    const summary =
      "error: No such thing\nat *query*:7:1\n  |\n7 | let a = 1\n  |     ^ a label\n  |\nhint: Do that\n  |\n7 | 1\n  | +\n  |";
    expect(colorSummary(summary, marked)).toBe(
      "<error error:> No such thing\n<dim at *query*:7:1>\n<gutter   |>\n" +
        "<gutter 7 |> <keyword let> a = <number 1>\n<gutter   |><error      ^ a label>\n<gutter   |>\n" +
        "<info hint:> Do that\n<gutter   |>\n<gutter 7 |> <number 1>\n<gutter   |><info  +>\n<gutter   |>",
    );
  });

  test("say once what they repeat", () => {
    expect(foldRepeats(["a", "b", "c", "b", "c", "b", "c", "b", "c", "d"])).toEqual([
      ...["a", "b", "c", "… 3 times more …", "d"],
    ]);
    expect(foldRepeats(["a", "a", "a"])).toEqual(["a", "a", "a"]);
  });
});
