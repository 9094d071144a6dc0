import {
  type Struct,
  structGet,
  structOf,
  type Time,
  type Timestamp,
  type Value,
} from "../../values/index.js";
import { IndexEntry } from "../indexEntry.js";
import type { Entry, Version } from "../storage.js";
import { ByteReader } from "./byteReader.js";
import { ByteWriter } from "./byteWriter.js";
import {
  readText,
  readTime,
  readValue,
  readValues,
  writeText,
  writeTime,
  writeValue,
  writeValues,
} from "./valueCodec.js";

type MutableVersion = { -readonly [K in keyof Version]: Version[K] } & { [field: string]: unknown };

// As in `documents/version.ts`: nothing is inherited, and versions of one shape share a hidden class.
// biome-ignore lint/complexity/useArrowFunction: a constructor is needed, so that instances share hidden classes
const DecodedVersion = function () {} as unknown as new () => MutableVersion;
DecodedVersion.prototype = Object.create(null);

/** All but the id, which is in the key. `from` comes first: `fromOf`. */
export function encodeVersion(version: Version): Uint8Array {
  const out = new ByteWriter().double(version.$from).double(version.$schema);
  writeOptionalTime(out, version.$ttl);
  out.uint(version.$keys.length);
  for (const name of version.$keys) {
    const declared = declaredField(version, name);
    writeText(out, name);
    out.byte(declared === undefined ? 0 : 1);
    writeValue(out, declared ?? structGet(version.$rest!, name)!);
  }
  return out.finish();
}

/** The version that a row is; its id stands in the key. */
export function decodeVersion(id: string, row: Uint8Array): Version {
  const from = new ByteReader(row);
  const version = new DecodedVersion();
  version.$id = id;
  version.$from = from.double();
  version.$schema = from.double();
  version.$ttl = readOptionalTime(from);
  version.$stamped = false;
  version.$bytes = 0;
  const keys: string[] = [];
  const rest: [string, Value][] = [];
  for (let count = from.uint(); count > 0; count--) {
    const name = readText(from);
    keys.push(name);
    if (from.byte() === 1) version[name] = readValue(from);
    else rest.push([name, readValue(from)]);
  }
  version.$keys = keys;
  version.$rest = rest.length === 0 ? undefined : (structOf(rest) as Struct);
  return version;
}

/** All but the terms. */
export function encodeEntry(entry: Entry): Uint8Array {
  const out = new ByteWriter().double(entry.from);
  writeOptionalTime(out, entry.ttl);
  writeValues(out.long(BigInt(entry.id)), entry.values);
  return out.finish();
}

/** The entry that a row is, under the terms for which it was read. */
export function decodeEntry(terms: readonly Value[], row: Uint8Array): Entry {
  const reader = new ByteReader(row);
  const from = reader.double();
  const ttl = readOptionalTime(reader);
  const id = String(reader.long());
  return new IndexEntry(terms, readValues(reader), id, ttl, from, -1);
}

/** Since when a version or entry holds. */
export function fromOf(row: Uint8Array): Timestamp {
  return new ByteReader(row).double();
}

/** The time to live of a version or an entry. */
export function ttlOf(row: Uint8Array, kind: "version" | "entry"): Time | undefined {
  return readOptionalTime(new ByteReader(row, kind === "version" ? 16 : 8));
}

function declaredField(version: Version, name: string): Value | undefined {
  if (name.startsWith("$")) return undefined;
  return (version as unknown as { readonly [name: string]: Value | undefined })[name];
}

function writeOptionalTime(out: ByteWriter, time: Time | undefined): void {
  out.byte(time === undefined ? 0 : 1);
  if (time !== undefined) writeTime(out, time);
}

function readOptionalTime(from: ByteReader): Time | undefined {
  return from.byte() === 0 ? undefined : readTime(from);
}
