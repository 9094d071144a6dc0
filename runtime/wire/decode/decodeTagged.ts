import type { Decoded, DecodingNames } from "../../queryRequest.js";
import { NULL, structOf, type Value } from "../../values/index.js";
import { isJsonArray, type Json, JsonObject } from "../request/json.js";
import { decodeReference } from "./decodeReference.js";
import { decodingResult, refused } from "./refusal.js";
import { SCALAR_TAGS } from "./scalarTags.js";

/** A value in the tagged format, or why it is none. spec/08 §6 */
export function decodeTagged(json: Json, names: DecodingNames): Decoded {
  return decodingResult(() => decode(json, names));
}

function decode(json: Json, names: DecodingNames): Value {
  if (json === null) return NULL;
  if (typeof json === "string" || typeof json === "boolean") return json;
  if (json instanceof JsonObject) return decodeObject(json, names);
  if (isJsonArray(json)) return json.map((element) => decode(element, names));
  throw refused("numbers must be tagged");
}

function decodeObject(object: JsonObject, names: DecodingNames): Value {
  const { entries } = object;
  const tagged = entries.find(([key]) => key.startsWith("@"));
  if (tagged === undefined) return decodeFields(object, names);
  if (entries.length > 1) throw refused("too many keys in tagged value");
  return decodeTag(tagged[0], tagged[1], names);
}

function decodeFields(object: JsonObject, names: DecodingNames): Value {
  return structOf(object.entries.map(([key, value]) => [key, decode(value, names)] as const));
}

function decodeTag(tag: string, content: Json, names: DecodingNames): Value {
  const scalar = SCALAR_TAGS.get(tag);
  if (scalar !== undefined) return scalar(requireString(tag, content));
  switch (tag) {
    case "@object":
      if (!(content instanceof JsonObject)) throw refused("@object requires an object value");
      return decodeFields(content, names);
    case "@mod": {
      const name = requireString(tag, content);
      const module = names.module(name);
      if (module === undefined) throw refused(`no such module '${name}'`);
      return module;
    }
    case "@ref":
    case "@doc":
      return decodeReference(tag, typeof content === "string" ? content : decode(content, names), names);
    default:
      throw refused(`invalid tag '${tag}'`);
  }
}

function requireString(tag: string, content: Json): string {
  if (typeof content !== "string") throw refused(`${tag} requires a string value`);
  return content;
}
