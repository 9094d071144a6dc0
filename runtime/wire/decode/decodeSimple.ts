import { NULL, structOf, type Value } from "../../values/index.js";
import { isJsonArray, type Json, JsonObject } from "../request/json.js";

/** A value in the simple format, which any JSON is. spec/08 §6 */
export function decodeSimple(json: Json): Value {
  if (json === null) return NULL;
  if (json instanceof JsonObject) {
    return structOf(json.entries.map(([key, value]) => [key, decodeSimple(value)] as const));
  }
  return isJsonArray(json) ? json.map(decodeSimple) : json;
}
