import { describe, expect, it } from "vitest";
import { assembleTemplate } from "../../grammar/index.js";
import { readQueryBody } from "../../runtime/wire/index.js";

const UTF8 = new TextEncoder();

function message(body: string): string {
  const read = readQueryBody(UTF8.encode(body));
  return read.ok ? "ok" : read.message;
}

/** The text of a template, with placeholders as diagnostics show them. */
function assembled(query: string): string {
  const read = readQueryBody(UTF8.encode(`{"query":${query}}`));
  if (!read.ok || typeof read.body.query === "string") throw new Error("not a template");
  return assembleTemplate(read.body.query).text.replaceAll("\0", "<");
}

const TEMPLATE_KEYS = "Expected an object with a single key 'fql', 'value', 'array', or 'object'.";

describe("bodies of /query/1", () => {
  it.each([
    ["", "No request body provided"],
    [" \n", "Invalid request body"],
    ['{"query":"1","q":1}', "Invalid request body"],
    ['{"q":"1"}', "Invalid request body"],
    ["{}", "Invalid request body"],
    ['{"arguments":{}}', "Invalid request body"],
    ['{"query":{"value":9223372036854775808}}', "Invalid request body"],
    ["[]", "Invalid request body: Unexpected JSON Array Start."],
    ["1.5", "Invalid request body: Unexpected JSON Double."],
    ['"1"', "Invalid request body: Unexpected JSON String."],
    ["null", "Invalid request body: Unexpected JSON Null."],
    ['{"query":7}', "Invalid request body: Unexpected JSON Integer. Expected query template."],
    ['{"query":null}', "Invalid request body: Unexpected JSON Null. Expected query template."],
    ['{"query":{"fql":[true]}}', "Invalid request body: Unexpected JSON Boolean. Expected query template."],
    ['{"query":["1"]}', "Invalid request body: Unexpected JSON Array Start. Expected query template."],
    ['{"query":"1","arguments":[]}', "Invalid request body: Unexpected JSON Array Start. Expected Object."],
    ['{"query":"1","arguments":"x"}', "Invalid request body: Unexpected JSON String. Expected Object."],
    ['{"query":{}}', "Invalid request body: Unexpected JSON Object End."],
    ['{"query":{"fgl":[]}}', `Invalid request body: Unexpected JSON Object Field Name. ${TEMPLATE_KEYS}`],
    [
      '{"query":{"fql":[],"value":1}}',
      `Invalid request body: Unexpected JSON Object Field Name. ${TEMPLATE_KEYS}`,
    ],
    ['{"query":{"fql":"1"}}', "Invalid request body: Unexpected JSON String."],
    ['{"query":{"array":{}}}', "Invalid request body: Unexpected JSON Object Start."],
    ['{"query":{"object":[]}}', "Invalid request body: Unexpected JSON Array Start."],
    [
      '{"query":{"object":{"a":{"value":1},"a":{"value":2}}}}',
      "Invalid request body: Duplicate object field `a`",
    ],
    ['{"query":{"fql":["\\u0000"]}}', "Invalid request body: FQL strings cannot contain NUL characters"],
    [
      `{"query":${'{"fql":['.repeat(2000)}${"]}".repeat(2000)}}`,
      "Invalid request body: JSON exceeds nesting limit",
    ],
    ['{"query":"1"', "Invalid request body: Unexpected end of input at position 12."],
  ])("%.60s", (body, expected) => {
    expect(message(body)).toBe(expected);
  });

  it.each([
    '{"query":"\\u0000"}',
    '{"query":"1","arguments":null}',
    '{"query":7,"query":"1"}'.replace("7", '"2"'),
    '{"query":{"fql":[]}}',
    '{"query":{"value":{"x":[1]}}}',
  ])("%s is fine", (body) => {
    expect(message(body)).toBe("ok");
  });

  it("refuses what is not UTF-8", () => {
    expect(readQueryBody(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ ok: false });
  });

  it("takes the last of repeated keys", () => {
    const read = readQueryBody(UTF8.encode('{"query":"1","query":"2","arguments":{"x":1,"x":2}}'));
    expect(read).toEqual({ ok: true, body: { query: "2", arguments: new Map([["x", 2]]) } });
  });
});

describe("texts of templates", () => {
  it.each([
    ['{"fql":["1 + ",{"value":{"@int":"2"}}," * ",{"fql":["(3 - 1)"]}]}', "1 + <value> * (3 - 1)"],
    ['{"fql":["2 * ",{"fql":["1 + 1"]}]}', "2 * 1 + 1"],
    ['{"array":[{"value":"a"},"x.y"]}', "[<value>, (x.y)]"],
    ['{"object":{"p":{"value":"a"},"q":{"fql":["1 ","+ 1"]}}}', '{ "p": <value>, "q": (1 + 1) }'],
    ['{"object":{"@ref":{"value":"x"}}}', "<value>"],
    ['{"array":[]}', "<value>"],
    ['{"fql":["f(",{"array":[{"object":{"a":{"value":1}}},{"value":2}]},")"]}', "f(<value>)"],
    ['{"array":[{"array":[{"value":1}]},{"array":["x"]}]}', "[<value>, [(x)]]"],
    ['{"object":{"a \\"b\\"":"x"}}', '{ "a \\"b\\"": (x) }'],
    ['{"fql":[]}', ""],
  ])("%s", (query, text) => {
    expect(assembled(query)).toBe(text);
  });
});
