import type { Span } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import { PENDING, type Version } from "../storage/storage.js";
import { DocumentValue, NATIVE, type Value } from "../values/index.js";
import { byteSize } from "./byteSize.js";
import { storedField } from "./version.js";

const KEY_BYTES = 14;
const HEAD_BYTES = 18;

/** About how many bytes a version takes in the store: counted once, since it never changes. */
export function versionBytes(version: Version): number {
  if (version.$bytes === 0) version.$bytes = countedBytes(version);
  return version.$bytes;
}

function countedBytes(version: Version): number {
  let size = KEY_BYTES + HEAD_BYTES;
  for (const name of version.$keys) size += name.length + 3 + byteSize(storedField(version, name)!);
  return size;
}

/** About how many bytes a row of an index takes. spec/08 §3.4 */
export function entryBytes(values: readonly Value[]): number {
  return values.reduce<number>((sum, value) => sum + encodedSize(value), 42);
}

/** Small integers take less than `byteSize`, which limits are measured by, says. */
function encodedSize(value: Value): number {
  return typeof value === "number" && Math.abs(value) < 32_768 ? 2 : byteSize(value);
}

/** The call of an index that gave a document, for hints. spec/05 §13 */
export interface IndexOrigin {
  /** `Book.byYear` */
  readonly index: string;
  /** The fields that it holds, as paths without `data`. */
  readonly covered: readonly (readonly string[])[];
  /** The parentheses of the call. */
  readonly call: Span;
}

/**
 * A document that came out of an index, which holds some of its fields: reading those costs nothing. Made in runs whose
 * reads are counted. spec/06b §5
 */
export class CoveredDocument extends DocumentValue {
  constructor(
    collection: number,
    id: string,
    readAt: number | undefined,
    /** Names of top-level fields. */
    readonly covered: ReadonlySet<string>,
    /** Where hints are wanted. */
    readonly origin: IndexOrigin | undefined,
  ) {
    super(collection, id, readAt);
  }
}

/** What a meter knows a document by, as of a time. */
export function documentKey(collection: number, id: string, time: number | undefined): string {
  return `${collection}:${id}@${time}`;
}

/** Counts the read of a document for `stats`. What the query wrote itself is free. spec/08 §3.4 */
export function countDocument(
  run: Run,
  { collection, id }: DocumentValue,
  version: Version | undefined,
  time: number | undefined,
): void {
  const { meter } = run;
  if (meter === undefined || version?.$from === PENDING) return;
  // In the present a version stands for its document, and is told without making a text.
  const document = version !== undefined && time === undefined ? version : documentKey(collection, id, time);
  if ((time === undefined && meter.hasReadWhole(collection)) || !meter.isFirst(document)) return;
  const bytes = version === undefined ? KEY_BYTES : versionBytes(version);
  if (isDefinition(collection)) meter.readSchema(bytes);
  else meter.read(bytes, 1);
}

/** Definitions go by name; keys, tokens and credentials are documents like others. */
export function isDefinition(collection: number): boolean {
  return collection >= NATIVE.Collection && collection <= NATIVE.Database;
}
