import {
  Bytes,
  Double,
  decodeBase64,
  fitsLong,
  isInt,
  parseDate,
  parseTime,
  type Value,
} from "../../values/index.js";
import { refused } from "./refusal.js";

/** Tags whose content is one string. spec/08 §6 */
export const SCALAR_TAGS: ReadonlyMap<string, (text: string) => Value> = new Map([
  ["@int", decodeInt],
  ["@long", decodeLong],
  ["@double", decodeDouble],
  ["@time", (text) => parseTime(text) ?? refuse("invalid time")],
  ["@date", (text) => parseDate(text) ?? refuse("invalid date")],
  ["@bytes", decodeBytes],
]);

const INTEGER = /^[+-]?[0-9]+$/;
const DOUBLE = /^[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|NaN|Infinity)$/;

function decodeInt(text: string): Value {
  const value = INTEGER.test(text) ? Number(text) + 0 : Number.NaN;
  return isInt(value) ? value : refuse("invalid integer");
}

/** A small one stays a Long. */
function decodeLong(text: string): Value {
  const value = INTEGER.test(text) ? BigInt(text.replace(/^\+/, "")) : undefined;
  return value !== undefined && fitsLong(value) ? value : refuse("invalid long");
}

function decodeDouble(text: string): Value {
  return DOUBLE.test(text) ? new Double(Number(text)) : refuse("invalid double");
}

function decodeBytes(text: string): Value {
  const bytes = decodeBase64(text);
  return bytes === undefined ? refuse("invalid bytes") : new Bytes(bytes);
}

function refuse(reason: string): never {
  throw refused(reason);
}
