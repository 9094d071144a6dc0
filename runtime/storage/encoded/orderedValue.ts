import {
  type Bytes,
  type CalendarDate,
  type DocumentValue,
  Double,
  type Id,
  kindOf,
  type Struct,
  sortedByKey,
  type Time,
  type Uuid,
  type Value,
} from "../../values/index.js";
import type { ByteWriter } from "./byteWriter.js";
import { codePointBytes } from "./codePointBytes.js";
import { collationKey } from "./collation/collationKey.js";

/** First bytes, in the order of kinds (spec/04 §4.2); 0 ends arrays and objects. */
const TAG = {
  number: 0x10,
  bytes: 0x18,
  string: 0x20,
  array: 0x28,
  object: 0x30,
  id: 0x38,
  document: 0x40,
  time: 0x48,
  date: 0x50,
  uuid: 0x58,
  boolean: 0x60,
  null: 0x70,
} as const;

const END = 0;

/**
 * Writes a storable value so that bytes order as `compareIndexValues` does, and no value's bytes start with another's.
 * Values that tie (`1` and `1.0`) have the same bytes; `writeKinds` tells them apart. engine §2
 */
export function writeOrderedValue(out: ByteWriter, value: Value): void {
  const kind = kindOf(value);
  switch (kind) {
    case "Int":
    case "Long":
    case "Double":
      writeNumber(out.byte(TAG.number), value as number | bigint | Double);
      return;
    case "Bytes":
      out.byte(TAG.bytes).terminated((value as Bytes).bytes);
      return;
    case "String":
      writeString(out.byte(TAG.string), value as string);
      return;
    case "Array":
      out.byte(TAG.array);
      for (const item of value as readonly Value[]) writeOrderedValue(out, item);
      out.byte(END);
      return;
    case "Object":
      writeStruct(out.byte(TAG.object), value as Struct);
      return;
    case "ID":
      out.byte(TAG.id).orderedLong(BigInt((value as Id).text));
      return;
    case "Document":
      writeReference(out.byte(TAG.document), value as DocumentValue);
      return;
    case "Time":
      out
        .byte(TAG.time)
        .orderedDouble((value as Time).epochDay)
        .orderedDouble((value as Time).nanoOfDay);
      return;
    case "Date":
      out.byte(TAG.date).orderedDouble((value as CalendarDate).epochDay);
      return;
    case "UUID":
      out.byte(TAG.uuid).terminated(codePointBytes((value as Uuid).text));
      return;
    case "Boolean":
      out.byte(TAG.boolean).byte(Number(value));
      return;
    case "Null":
      out.byte(TAG.null);
      return;
    default:
      throw new Error(`a ${kind} cannot be stored`);
  }
}

/** Tells apart values that order alike, as `compareIndexKinds` orders them. */
export function writeKinds(out: ByteWriter, values: readonly Value[]): void {
  for (const value of values) writeKindsWithin(out, value);
  out.byte(END);
}

function writeKindsWithin(out: ByteWriter, value: Value): void {
  switch (kindOf(value)) {
    case "Int":
    case "Long":
      out.byte(1);
      return;
    case "Double":
      out.byte(2);
      return;
    case "Array":
      for (const item of value as readonly Value[]) writeKindsWithin(out, item);
      return;
    case "Object":
      for (const [, item] of sortedByKey(value as Struct)) writeKindsWithin(out, item);
      return;
    default:
  }
}

/** The Double at or below it, then what is left: nothing but for integers that no Double is. */
function writeNumber(out: ByteWriter, value: number | bigint | Double): void {
  if (typeof value !== "bigint") {
    out
      .orderedDouble(value instanceof Double ? value.value : value)
      .byte(0)
      .byte(0);
    return;
  }
  let below = Number(value);
  if (BigInt(below) > value) below = nextBelow(below);
  const rest = Number(value - BigInt(below));
  out
    .orderedDouble(below)
    .byte(rest >> 8)
    .byte(rest & 255);
}

function nextBelow(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + (value > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

/** The collator's order, then that of UTF-8 bytes. */
function writeString(out: ByteWriter, text: string): void {
  out.bytes(collationKey(text)).byte(END).terminated(codePointBytes(text));
}

function writeStruct(out: ByteWriter, struct: Struct): void {
  for (const [key, value] of sortedByKey(struct)) {
    writeString(out.byte(TAG.string), key);
    writeOrderedValue(out, value);
  }
  out.byte(END);
}

/** Missing definitions, which have a name instead of an id, lie between negative ids and the others. */
function writeReference(out: ByteWriter, { id, collection, name }: DocumentValue): void {
  if (id === "") out.byte(1);
  else out.byte(id.startsWith("-") ? 0 : 2).orderedLong(BigInt(id));
  out.uint(collection);
  if (id === "") out.terminated(utf16Bytes(name ?? ""));
}

/** Names compare by code units. */
function utf16Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) >> 8;
    bytes[2 * i + 1] = text.charCodeAt(i) & 255;
  }
  return bytes;
}
