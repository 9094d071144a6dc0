import {
  Bytes,
  CalendarDate,
  DocumentValue,
  Double,
  Id,
  kindOf,
  NULL,
  type Struct,
  structEntries,
  structOf,
  Time,
  Uuid,
  type Value,
} from "../../values/index.js";
import type { ByteReader } from "./byteReader.js";
import type { ByteWriter } from "./byteWriter.js";
import { codePointBytes, textOfBytes } from "./codePointBytes.js";

/** First bytes of stored values; never to be given another meaning. */
const TAG = {
  null: 0,
  false: 1,
  true: 2,
  natural: 3,
  negative: 4,
  long: 5,
  double: 6,
  string: 7,
  bytes: 8,
  time: 9,
  date: 10,
  uuid: 11,
  id: 12,
  document: 13,
  definition: 14,
  array: 15,
  object: 16,
} as const;

/** Writes a storable value; its kind and the order of its keys come back. */
export function writeValue(out: ByteWriter, value: Value): void {
  const kind = kindOf(value);
  switch (kind) {
    case "Null":
      out.byte(TAG.null);
      return;
    case "Boolean":
      out.byte(value ? TAG.true : TAG.false);
      return;
    case "Int": {
      const n = value as number;
      if (n >= 0) out.byte(TAG.natural).uint(n);
      else out.byte(TAG.negative).uint(-n);
      return;
    }
    case "Long":
      out.byte(TAG.long).long(value as bigint);
      return;
    case "Double":
      out.byte(TAG.double).double((value as Double).value);
      return;
    case "String":
      writeText(out.byte(TAG.string), value as string);
      return;
    case "Bytes":
      out
        .byte(TAG.bytes)
        .uint((value as Bytes).bytes.length)
        .bytes((value as Bytes).bytes);
      return;
    case "Time":
      writeTime(out.byte(TAG.time), value as Time);
      return;
    case "Date":
      out.byte(TAG.date).double((value as CalendarDate).epochDay);
      return;
    case "UUID":
      out.byte(TAG.uuid).text((value as Uuid).text);
      return;
    case "ID":
      out.byte(TAG.id).long(BigInt((value as Id).text));
      return;
    case "Document":
      writeReference(out, value as DocumentValue);
      return;
    case "Array":
      out.byte(TAG.array);
      writeValues(out, value as readonly Value[]);
      return;
    case "Object":
      writeStruct(out.byte(TAG.object), value as Struct);
      return;
    default:
      throw new Error(`a ${kind} cannot be stored`);
  }
}

export function readValue(from: ByteReader): Value {
  const tag = from.byte();
  switch (tag) {
    case TAG.null:
      return NULL;
    case TAG.false:
      return false;
    case TAG.true:
      return true;
    case TAG.natural:
      return from.uint();
    case TAG.negative:
      return -from.uint();
    case TAG.long:
      return from.long();
    case TAG.double:
      return new Double(from.double());
    case TAG.string:
      return readText(from);
    case TAG.bytes:
      return new Bytes(from.bytes(from.uint()));
    case TAG.time:
      return readTime(from);
    case TAG.date:
      return new CalendarDate(from.double());
    case TAG.uuid:
      return new Uuid(from.text());
    case TAG.id:
      return new Id(String(from.long()));
    case TAG.document:
      return new DocumentValue(from.uint(), String(from.long()));
    case TAG.definition:
      return new DocumentValue(from.uint(), "", undefined, readText(from));
    case TAG.array:
      return readValues(from);
    case TAG.object:
      return readStruct(from);
    default:
      throw new Error(`a stored value starts with ${tag}, which means nothing`);
  }
}

export function writeValues(out: ByteWriter, values: readonly Value[]): void {
  out.uint(values.length);
  for (const value of values) writeValue(out, value);
}

export function readValues(from: ByteReader): readonly Value[] {
  return Array.from({ length: from.uint() }, () => readValue(from));
}

export function writeText(out: ByteWriter, text: string): void {
  const bytes = codePointBytes(text);
  out.uint(bytes.length).bytes(bytes);
}

export function readText(from: ByteReader): string {
  return textOfBytes(from.bytes(from.uint()));
}

export function writeTime(out: ByteWriter, { epochDay, nanoOfDay }: Time): void {
  out.double(epochDay).double(nanoOfDay);
}

export function readTime(from: ByteReader): Time {
  return new Time(from.double(), from.double());
}

/** Where a document was read from and its time are no part of the reference. spec/06 §2.1 */
function writeReference(out: ByteWriter, { collection, id, name }: DocumentValue): void {
  if (id !== "") out.byte(TAG.document).uint(collection).long(BigInt(id));
  else writeText(out.byte(TAG.definition).uint(collection), name ?? "");
}

function writeStruct(out: ByteWriter, struct: Struct): void {
  const entries = structEntries(struct);
  out.uint(entries.length);
  for (const [key, value] of entries) {
    writeText(out, key);
    writeValue(out, value);
  }
}

function readStruct(from: ByteReader): Struct {
  return structOf(Array.from({ length: from.uint() }, () => [readText(from), readValue(from)] as const));
}
