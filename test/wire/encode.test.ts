import { describe, expect, it } from "vitest";
import { DELETED_COLLECTION } from "../../runtime/documents/index.js";
import {
  Bytes,
  CalendarDate,
  Double,
  Id,
  ModuleValue,
  NULL,
  structOf,
  TRANSACTION_TIME,
  timeFromMicros,
  Uuid,
} from "../../runtime/values/index.js";
import {
  DocumentNode,
  encode,
  type Materialised,
  type NodeField,
  ObjectNode,
  PageNode,
  ReferenceNode,
  TokenNode,
} from "../../runtime/wire/index.js";

const SHELF = new ModuleValue("Shelf", undefined, 1024);
const COLLECTION = new ModuleValue("Collection", undefined, 1);
const MAY = timeFromMicros(1_714_557_600_000_000);
const LATE = 1_714_557_600_500_000;

function shelf(id: string, fields: readonly NodeField[] = []): DocumentNode {
  return new DocumentNode(new ReferenceNode(SHELF, "id", id), [
    ["id", new Id(id)],
    ["coll", SHELF],
    ["ts", MAY],
    ...fields,
  ]);
}

function reference(id: string, missing?: ReferenceNode["missing"]): ReferenceNode {
  return new ReferenceNode(SHELF, "id", id, missing);
}

/** A decorated text is a JSON string; here it is the text itself. */
function decorated(value: Materialised): string {
  return JSON.parse(encode(value, "decorated", LATE)) as string;
}

describe("values in the three formats", () => {
  it.each<[string, Materialised, simple: string, tagged: string, decorated: string]>([
    ["null", NULL, "null", "null", "null"],
    ["Boolean", true, "true", "true", "true"],
    ["Int", 5, "5", '{"@int":"5"}', "5"],
    ["Long", 5_000_000_000n, "5000000000", '{"@long":"5000000000"}', "5000000000"],
    [
      "Long beyond 2^53",
      9_007_199_254_740_993n,
      "9007199254740993",
      '{"@long":"9007199254740993"}',
      "9007199254740993",
    ],
    ["Double", new Double(2.5), "2.5", '{"@double":"2.5"}', "2.5"],
    ["whole Double", new Double(1), "1.0", '{"@double":"1.0"}', "1.0"],
    ["large Double", new Double(1e7), "1.0E7", '{"@double":"1.0E7"}', "1.0E7"],
    ["NaN", new Double(Number.NaN), '"NaN"', '{"@double":"NaN"}', "Math.NaN"],
    ["Infinity", new Double(Infinity), '"Infinity"', '{"@double":"Infinity"}', "Math.Infinity"],
    ["-Infinity", new Double(-Infinity), '"-Infinity"', '{"@double":"-Infinity"}', "-Math.Infinity"],
    ["String", "a", '"a"', '"a"', '"a"'],
    ["ID", new Id("123"), '"123"', '"123"', '"123"'],
    ["Bytes", new Bytes(Uint8Array.of(1, 2, 3)), '"AQID"', '{"@bytes":"AQID"}', 'Bytes("AQID")'],
    [
      "Time",
      MAY,
      '"2024-05-01T10:00:00Z"',
      '{"@time":"2024-05-01T10:00:00Z"}',
      'Time("2024-05-01T10:00:00Z")',
    ],
    [
      "TransactionTime",
      TRANSACTION_TIME,
      '"2024-05-01T10:00:00.500Z"',
      '{"@time":"2024-05-01T10:00:00.500Z"}',
      'Time("2024-05-01T10:00:00.500Z")',
    ],
    ["Date", new CalendarDate(19844), '"2024-05-01"', '{"@date":"2024-05-01"}', 'Date("2024-05-01")'],
    ["UUID", new Uuid("a-b"), '"a-b"', '{"@uuid":"a-b"}', 'UUID("a-b")'],
    ["module", new ModuleValue("Math"), '"Math"', '{"@mod":"Math"}', "Math"],
    ["dropped collection", DELETED_COLLECTION, '"Deleted"', '{"@mod":"Deleted"}', "Collection.Deleted"],
    ["empty array", [], "[]", "[]", "[]"],
    ["empty object", structOf([]), "{}", "{}", "{}"],
    ["array", [1, NULL], "[1,null]", '[{"@int":"1"},null]', "[\n  1,\n  null\n]"],
    [
      "object",
      structOf([
        ["b", 1],
        ["1", NULL],
      ]),
      '{"b":1,"1":null}',
      '{"b":{"@int":"1"},"1":null}',
      '{\n  b: 1,\n  "1": null\n}',
    ],
    [
      "object that looks tagged",
      structOf([["@a", structOf([["@b", 1]])]]),
      '{"@a":{"@b":1}}',
      '{"@object":{"@a":{"@object":{"@b":{"@int":"1"}}}}}',
      '{\n  "@a": {\n    "@b": 1\n  }\n}',
    ],
    [
      "page of a set",
      new PageNode([1], "abc=="),
      '{"data":[1],"after":"abc=="}',
      '{"@set":{"data":[{"@int":"1"}],"after":"abc=="}}',
      '{\n  data: [\n    1\n  ],\n  after: "abc=="\n}',
    ],
    ["last page", new PageNode([], undefined), '{"data":[]}', '{"@set":{"data":[]}}', "{\n  data: []\n}"],
    ["embedded set", new TokenNode("set", "abc=="), '"abc=="', '{"@set":"abc=="}', '"abc=="'],
    ["event source", new TokenNode("eventSource", "abc=="), '"abc=="', '{"@stream":"abc=="}', '"abc=="'],
    [
      "document",
      shelf("1", [["n", 1]]),
      '{"id":"1","coll":"Shelf","ts":"2024-05-01T10:00:00Z","n":1}',
      '{"@doc":{"id":"1","coll":{"@mod":"Shelf"},"ts":{"@time":"2024-05-01T10:00:00Z"},"n":{"@int":"1"}}}',
      '{\n  id: "1",\n  coll: Shelf,\n  ts: Time("2024-05-01T10:00:00Z"),\n  n: 1\n}',
    ],
    [
      "document that looks tagged",
      new DocumentNode(reference("1"), [["@x", 1]]),
      '{"@x":1}',
      '{"@doc":{"@object":{"@x":{"@int":"1"}}}}',
      '{\n  "@x": 1\n}',
    ],
    [
      "reference",
      reference("1"),
      '{"id":"1","coll":"Shelf"}',
      '{"@ref":{"id":"1","coll":{"@mod":"Shelf"}}}',
      'Shelf("1")',
    ],
    [
      "named reference",
      new ReferenceNode(COLLECTION, "name", "Shelf"),
      '{"name":"Shelf","coll":"Collection"}',
      '{"@ref":{"name":"Shelf","coll":{"@mod":"Collection"}}}',
      'Collection.byName("Shelf")',
    ],
    [
      "null document",
      reference("9", "not found"),
      "null",
      '{"@ref":{"id":"9","coll":{"@mod":"Shelf"},"exists":false,"cause":"not found"}}',
      'Shelf("9") /* not found */',
    ],
    [
      "reference into a dropped collection",
      new ReferenceNode(DELETED_COLLECTION, "id", "7"),
      '{"id":"7","coll":"Deleted"}',
      '{"@ref":{"id":"7","coll":{"@mod":"Deleted"}}}',
      'Collection.Deleted("7")',
    ],
  ])("%s", (_name, value, simple, tagged, text) => {
    expect(encode(value, "simple", LATE)).toBe(simple);
    expect(encode(value, "tagged", LATE)).toBe(tagged);
    expect(decorated(value)).toBe(text);
  });

  it("escapes strings as JSON needs and no more", () => {
    expect(encode('\u0000\u0001\b\t\n\f\r"\\/\u007fé\ud800', "simple", 0)).toBe(
      '"\\u0000\\u0001\\b\\t\\n\\f\\r\\"\\\\/\u007fé?"',
    );
    expect(encode("\\ud800 😀", "simple", 0)).toBe('"\\\\ud800 😀"');
    expect(encode(structOf([["\ud800", 1]]), "simple", 0)).toBe('{"?":1}');
  });
});

describe("decorated text", () => {
  it("nests, and quotes odd keys", () => {
    const value = shelf("7", [
      ["tags", ["a", "b"]],
      ["odd key", NULL],
      ["_x", 1],
      ["ключ", 2],
      ["next", reference("8")],
    ]);
    expect(decorated(value)).toBe(
      `{
  id: "7",
  coll: Shelf,
  ts: Time("2024-05-01T10:00:00Z"),
  tags: [
    "a",
    "b"
  ],
  "odd key": null,
  "_x": 1,
  ключ: 2,
  next: Shelf("8")
}`,
    );
  });

  it.each([
    ["\\\0'\"`\r\v\t\b\f#é", '"\\\\\\0\\\'\\"\\`\\r\\v\\t\\b\\f\\#é"'],
    ["line one\nline two", "<<-END\n  line one\n  line two\nEND"],
    ["line one\nline two\n", "<<-END\n  line one\n  line two\nEND"],
    ["a\n\nb", "<<-END\n  a\n  \n  b\nEND"],
    ["a\r\nb\rc", "<<-END\n  a\n  b\n  c\nEND"],
    ['"#{x}"\n', '<<-END\n  "#{x}"\nEND'],
    ["THE END\n", "<<-END0\n  THE END\nEND0"],
    ["END0 END1\n", "<<-END2\n  END0 END1\nEND2"],
    ["END0123456789 END1 END2 END3 END4 END5 END6 END7 END8 END9\n", undefined],
  ])("writes %j", (text, expected) => {
    expect(decorated(text)).toBe(expected ?? `"${text.slice(0, -1)}\\n"`);
  });

  it("indents heredocs with their place", () => {
    expect(decorated([structOf([["t", "a\nb"]])])).toBe(
      "[\n  {\n    t: <<-END\n      a\n      b\n    END\n  }\n]",
    );
  });

  it("expands references to documents that stand elsewhere in the answer, up to cycles", () => {
    const one = shelf("1", [["next", reference("2")]]);
    const two = shelf("2", [["next", reference("1")]]);
    const fields = (id: string, indent: string) =>
      `id: "${id}",\n${indent}coll: Shelf,\n${indent}ts: Time("2024-05-01T10:00:00Z"),\n${indent}`;
    expect(decorated([one, two])).toBe(
      `[
  {
    ${fields("1", "    ")}next: {
      ${fields("2", "      ")}next: Shelf("1")
    }
  },
  {
    ${fields("2", "    ")}next: {
      ${fields("1", "      ")}next: Shelf("2")
    }
  }
]`,
    );
  });

  it("tells of references to documents that are known to be missing", () => {
    const value = new ObjectNode([
      ["doc", new DocumentNode(reference("1"), [["next", reference("2")]])],
      ["gone", reference("2", "deleted")],
    ]);
    expect(decorated(value)).toBe(
      `{
  doc: {
    next: Shelf("2") /* deleted */
  },
  gone: Shelf("2") /* deleted */
}`,
    );
  });
});
