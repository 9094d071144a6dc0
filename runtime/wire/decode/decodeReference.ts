import type { DecodingNames } from "../../queryRequest.js";
import {
  canonicalId,
  isStruct,
  ModuleValue,
  type Struct,
  structGet,
  type Value,
} from "../../values/index.js";
import { refused } from "./refusal.js";

/**
 * The document that the content of `@ref` or `@doc` means; whether it exists is not asked, save of definitions.
 * spec/08 §6
 */
export function decodeReference(tag: string, content: Value, names: DecodingNames): Value {
  if (typeof content === "string") return decodeText(content, names);
  if (!isStruct(content)) throw refused(`${tag} requires an object value`);
  const collection = structGet(content, "coll");
  if (collection === undefined) throw refused(`${tag} field 'coll' is required`);
  if (!(collection instanceof ModuleValue) || collection.collection === undefined) {
    throw refused(`${tag} field 'coll' requires a module value`);
  }
  if (names.isNamed(collection.collection)) {
    const name = stringField(tag, content, "name");
    const definition = names.named(collection.collection, name);
    if (definition === undefined) throw refused(`no such schema object '${name}'`);
    return definition;
  }
  const id = canonicalId(stringField(tag, content, "id"));
  if (id === undefined) throw refused(`${tag} field 'id' must be an integer`);
  return names.document(collection.collection, id);
}

function stringField(tag: string, content: Struct, name: "id" | "name"): string {
  const value = structGet(content, name);
  if (value === undefined) throw refused(`${tag} field '${name}' is required`);
  if (typeof value !== "string") throw refused(`${tag} field '${name}' requires a string value`);
  return value;
}

/** `Shelf:3`, `Collection:Shelf` */
function decodeText(text: string, names: DecodingNames): Value {
  const colon = text.indexOf(":");
  if (colon < 0) throw refused("doc id must be in the format <coll>:<id>");
  const name = text.slice(0, colon);
  const key = text.slice(colon + 1);
  const module = names.module(name);
  if (!(module instanceof ModuleValue) || module.collection === undefined) {
    throw refused(`no such collection '${name}'`);
  }
  if (names.isNamed(module.collection)) {
    const definition = names.named(module.collection, key);
    if (definition === undefined) throw refused(`no such schema definition document '${key}'`);
    return definition;
  }
  const id = canonicalId(key);
  if (id === undefined) throw refused(`invalid document id '${key}'`);
  return names.document(module.collection, id);
}
