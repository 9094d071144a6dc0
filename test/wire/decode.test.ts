import { describe, expect, it } from "vitest";
import type { DecodingNames } from "../../runtime/queryRequest.js";
import {
  Bytes,
  CalendarDate,
  DocumentValue,
  Double,
  ModuleValue,
  NULL,
  structOf,
  timeFromMicros,
} from "../../runtime/values/index.js";
import { decodeSimple } from "../../runtime/wire/decode/decodeSimple.js";
import { decodeTagged } from "../../runtime/wire/decode/decodeTagged.js";
import { type Json, readJson } from "../../runtime/wire/index.js";

const MODULES = new Map(
  [
    new ModuleValue("Math"),
    new ModuleValue("Shelf", undefined, 1024),
    new ModuleValue("Collection", undefined, 1),
  ].map((module) => [module.name, module]),
);

const NAMES: DecodingNames = {
  module: (name) => MODULES.get(name),
  named: (collection, name) =>
    name === "Shelf" ? new DocumentValue(collection, "1024", undefined, name) : undefined,
  document: (collection, id) => new DocumentValue(collection, id),
  isNamed: (collection) => collection === 1,
};

function json(text: string): Json {
  const read = readJson(text);
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

describe("the simple format", () => {
  it.each([
    ["null", NULL],
    ["1", 1],
    ["2147483648", 2147483648n],
    ["1.0", new Double(1)],
    ['{"@int":"1"}', structOf([["@int", "1"]])],
    [
      '{"b":[1],"1":true,"b":"x"}',
      structOf([
        ["b", "x"],
        ["1", true],
      ]),
    ],
  ])("%s", (text, value) => {
    expect(decodeSimple(json(text))).toEqual(value);
  });
});

describe("the tagged format", () => {
  it.each([
    ["null", NULL],
    ["true", true],
    ['"a"', "a"],
    ['{"a":{"@int":"-5"}}', structOf([["a", -5]])],
    ['{"@int":"+5"}', 5],
    ['{"@int":"-0"}', 0],
    ['{"@long":"5"}', 5n],
    ['{"@long":"-9223372036854775808"}', -9223372036854775808n],
    ['{"@double":"2.5"}', new Double(2.5)],
    ['{"@double":"-1e3"}', new Double(-1000)],
    ['{"@double":"NaN"}', new Double(Number.NaN)],
    ['{"@double":"-Infinity"}', new Double(-Infinity)],
    ['{"@time":"2024-05-01T12:00:00+02:00"}', timeFromMicros(1_714_557_600_000_000)],
    ['{"@time":"2024-05-01T10:00:00.000Z"}', timeFromMicros(1_714_557_600_000_000)],
    ['{"@date":"2024-05-01"}', new CalendarDate(19844)],
    ['{"@bytes":"AQID"}', new Bytes(Uint8Array.of(1, 2, 3))],
    ['{"@object":{"@a":{"@int":"1"}}}', structOf([["@a", 1]])],
    ['{"@object":{}}', structOf([])],
    ['{"@mod":"Math"}', MODULES.get("Math")],
    ['{"@ref":{"id":"9","coll":{"@mod":"Shelf"}}}', new DocumentValue(1024, "9")],
    [
      '{"@doc":{"id":"9","coll":{"@mod":"Shelf"},"exists":false,"n":{"@int":"1"}}}',
      new DocumentValue(1024, "9"),
    ],
    [
      '{"@ref":{"name":"Shelf","coll":{"@mod":"Collection"}}}',
      new DocumentValue(1, "1024", undefined, "Shelf"),
    ],
    ['{"@ref":"Shelf:3"}', new DocumentValue(1024, "3")],
    ['{"@ref":"Collection:Shelf"}', new DocumentValue(1, "1024", undefined, "Shelf")],
  ])("%s", (text, value) => {
    expect(decodeTagged(json(text), NAMES)).toEqual({ ok: true, value });
  });

  it.each([
    ["1", "numbers must be tagged"],
    ["[1.5]", "numbers must be tagged"],
    ['{"@int":"1","a":null}', "too many keys in tagged value"],
    ['{"a":null,"@int":"1"}', "too many keys in tagged value"],
    ['{"@int":"x"}', "invalid integer"],
    ['{"@int":""}', "invalid integer"],
    ['{"@int":"2147483648"}', "invalid integer"],
    ['{"@int":"1.0"}', "invalid integer"],
    ['{"@int":1}', "@int requires a string value"],
    ['{"@long":"9223372036854775808"}', "invalid long"],
    ['{"@long":null}', "@long requires a string value"],
    ['{"@double":"x"}', "invalid double"],
    ['{"@double":1.5}', "@double requires a string value"],
    ['{"@time":"2024-05-01T10:00:00"}', "invalid time"],
    ['{"@time":[]}', "@time requires a string value"],
    ['{"@date":"2024-5-1"}', "invalid date"],
    ['{"@date":{}}', "@date requires a string value"],
    ['{"@bytes":"*"}', "invalid bytes"],
    ['{"@bytes":true}', "@bytes requires a string value"],
    ['{"@object":[]}', "@object requires an object value"],
    ['{"@mod":"Nope"}', "no such module 'Nope'"],
    ['{"@mod":{}}', "@mod requires a string value"],
    ['{"@set":"x"}', "invalid tag '@set'"],
    ['{"@stream":"x"}', "invalid tag '@stream'"],
    ['{"@uuid":"x"}', "invalid tag '@uuid'"],
    ['{"@":"x"}', "invalid tag '@'"],
    ['{"@ref":[]}', "@ref requires an object value"],
    ['{"@doc":{}}', "@doc field 'coll' is required"],
    ['{"@ref":{"id":"1"}}', "@ref field 'coll' is required"],
    ['{"@ref":{"coll":"Shelf"}}', "@ref field 'coll' requires a module value"],
    ['{"@ref":{"coll":{"@mod":"Math"}}}', "@ref field 'coll' requires a module value"],
    ['{"@ref":{"coll":{"@mod":"Collection"}}}', "@ref field 'name' is required"],
    ['{"@ref":{"coll":{"@mod":"Collection"},"name":null}}', "@ref field 'name' requires a string value"],
    ['{"@ref":{"coll":{"@mod":"Collection"},"name":"Nope"}}', "no such schema object 'Nope'"],
    ['{"@ref":{"coll":{"@mod":"Shelf"}}}', "@ref field 'id' is required"],
    ['{"@ref":{"coll":{"@mod":"Shelf"},"id":{"@int":"1"}}}', "@ref field 'id' requires a string value"],
    ['{"@ref":{"coll":{"@mod":"Shelf"},"id":"x"}}', "@ref field 'id' must be an integer"],
    ['{"@ref":{"coll":{"@mod":"Shelf"},"id":1}}', "numbers must be tagged"],
    ['{"@ref":"Shelf"}', "doc id must be in the format <coll>:<id>"],
    ['{"@ref":"Nope:1"}', "no such collection 'Nope'"],
    ['{"@ref":"Shelf:x"}', "invalid document id 'x'"],
    ['{"@ref":"Collection:Nope"}', "no such schema definition document 'Nope'"],
    ['[{"@int":"x"},{"@mod":"Nope"}]', "invalid integer"],
  ])("%s", (text, reason) => {
    expect(decodeTagged(json(text), NAMES)).toEqual({ ok: false, reason });
  });
});
