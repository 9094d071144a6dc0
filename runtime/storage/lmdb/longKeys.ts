import { ByteReader } from "../encoded/byteReader.js";
import type { ByteRow } from "../encoded/byteStore.js";
import { ByteWriter } from "../encoded/byteWriter.js";
import { compareByteStrings } from "../encoded/compareByteStrings.js";

/** LMDB takes keys of up to 1,978 bytes. */
const HEAD_LENGTH = 1900;

/**
 * The key under which LMDB keeps a row: all rows whose long keys begin alike lie together under that beginning, as a
 * list in the order of their keys. It stands between other keys where each of them would.
 */
export function headOf(key: Uint8Array): Uint8Array {
  return key.length < HEAD_LENGTH ? key : key.subarray(0, HEAD_LENGTH);
}

/** Whether a key, or the head of keys, is one that lies in a list. */
export function isLong(key: Uint8Array): boolean {
  return key.length >= HEAD_LENGTH;
}

/** The rows that a stored one stands for. */
export function rowsIn(stored: ByteRow): readonly ByteRow[] {
  return isLong(stored.key) ? listed(stored) : [stored];
}

function listed({ key: head, value }: ByteRow): readonly ByteRow[] {
  const reader = new ByteReader(value);
  const rows: ByteRow[] = [];
  while (!reader.isAtEnd) {
    const tail = reader.bytes(reader.uint());
    const key = new Uint8Array(head.length + tail.length);
    key.set(head);
    key.set(tail, head.length);
    rows.push({ key, value: reader.bytes(reader.uint()) });
  }
  return rows;
}

/** What is stored for rows of one head, in any order. */
export function listOf(rows: readonly ByteRow[]): Uint8Array {
  const writer = new ByteWriter();
  for (const { key, value } of [...rows].sort((a, b) => compareByteStrings(a.key, b.key))) {
    const tail = key.subarray(HEAD_LENGTH);
    writer.uint(tail.length).bytes(tail).uint(value.length).bytes(value);
  }
  return writer.finish();
}
