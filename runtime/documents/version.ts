import type { Version } from "../storage/storage.js";
import { PENDING } from "../storage/storage.js";
import {
  DocumentValue,
  isStruct,
  propertyReader,
  type Struct,
  structEntries,
  structGet,
  structOf,
  type Time,
  type Timestamp,
  TransactionTime,
  timeFromMicros,
  type Value,
} from "../values/index.js";

/** User fields in stored order. */
export type Fields = ReadonlyMap<string, Value>;

/** What a version is made of, besides its user fields. */
export interface VersionHead {
  readonly id: string;
  readonly ttl: Time | undefined;
  /** The schema version it is written under. */
  readonly schema: Timestamp;
  readonly from?: Timestamp;
}

type MutableVersion = { -readonly [K in keyof Version]: Version[K] } & { [field: string]: unknown };

// Versions inherit nothing, so that any field name can be looked up in them.
const versionPrototype: object = Object.create(null);

type VersionConstructor = new (head: VersionHead) => MutableVersion;

/** A constructor for each layout: so that V8 makes room in the objects themselves for the fields of that layout. */
function versionConstructor(): VersionConstructor {
  const Constructor = function (this: MutableVersion, { id, from, ttl, schema }: VersionHead) {
    this.$id = id;
    this.$from = from ?? PENDING;
    this.$ttl = ttl;
    this.$schema = schema;
    this.$keys = NO_KEYS;
    this.$rest = undefined;
    this.$stamped = false;
    this.$bytes = 0;
  };
  Constructor.prototype = versionPrototype;
  return Constructor as unknown as VersionConstructor;
}

const NO_KEYS: readonly string[] = [];

const MAX_SHARED_KEY_LISTS = 256;

/**
 * How the versions of a collection lie in memory: one hidden class, with a property for each declared field, and key
 * lists that versions share. engine §1
 */
export class Layout {
  private readonly keyLists = new Map<string, readonly string[]>();
  /** The list of the last version: most have the same. */
  private lastKeys: readonly string[] = [];
  private readonly declaredNames: ReadonlySet<string>;
  private readonly construct = versionConstructor();

  constructor(readonly declared: readonly string[]) {
    this.declaredNames = new Set(declared);
  }

  /** A version of these fields, which are in stored form (`storable.ts`). */
  make(head: VersionHead, fields: Fields): Version {
    const version = new this.construct(head);
    version.$keys = this.sharedKeys(fields);
    version.$stamped = holdsTransactionTime(fields);
    let known = 0;
    for (const name of this.declared) {
      const value = fields.get(name);
      version[name] = value;
      if (value !== undefined) known += 1;
    }
    if (known < fields.size) version.$rest = this.rest(fields);
    return version;
  }

  private sharedKeys(fields: Fields): readonly string[] {
    if (!areKeysOf(fields, this.lastKeys)) this.lastKeys = this.knownKeys([...fields.keys()]);
    return this.lastKeys;
  }

  private knownKeys(keys: readonly string[]): readonly string[] {
    const text = JSON.stringify(keys);
    const shared = this.keyLists.get(text);
    if (shared !== undefined) return shared;
    if (this.keyLists.size < MAX_SHARED_KEY_LISTS) this.keyLists.set(text, keys);
    return keys;
  }

  private rest(fields: Fields): Struct {
    return structOf([...fields].filter(([name]) => !this.declaredNames.has(name)));
  }
}

function areKeysOf(fields: Fields, keys: readonly string[]): boolean {
  if (fields.size !== keys.length) return false;
  let i = 0;
  for (const key of fields.keys()) if (key !== keys[i++]) return false;
  return true;
}

/** The layout of versions without declared fields. */
export const OPEN_LAYOUT = new Layout([]);

/** The stored value of a user field, whatever the shape under which the version was written; undefined if absent. */
export function storedField(version: Version, name: string): Value | undefined {
  if (name.charCodeAt(0) !== 36 /* $ */) {
    const value = (version as unknown as { readonly [name: string]: Value | undefined })[name];
    if (value !== undefined) return value;
  }
  return version.$rest === undefined ? undefined : structGet(version.$rest, name);
}

/** `storedField` of one name, for many versions. */
export function storedFieldReader(name: string): (version: Version) => Value | undefined {
  if (name.charCodeAt(0) === 36 /* $ */) return (version) => storedField(version, name);
  const read = propertyReader(name);
  return (version) => read(version) ?? (version.$rest && structGet(version.$rest, name));
}

/** The user fields of a version, in stored order. */
export function storedFields(version: Version): Map<string, Value> {
  const fields = new Map<string, Value>();
  for (const name of version.$keys) fields.set(name, storedField(version, name)!);
  return fields;
}

/** The user fields as an object: the `data` of a document. */
export function storedData(version: Version): Struct {
  return structOf(version.$keys.map((name) => [name, storedField(version, name)!] as const));
}

/**
 * The version as it is stored once its commit time is known. It is still its transaction's own, so only the values that
 * wait for the time make a copy necessary: a commit that is tried again stamps them anew.
 */
export function stampVersion(version: Version, time: Timestamp): Version {
  if (!version.$stamped) {
    (version as MutableVersion).$from = time;
    return version;
  }
  const stamped: MutableVersion = Object.assign(Object.create(versionPrototype), version);
  stamped.$from = time;
  const commitTime = timeFromMicros(time);
  for (const [name, value] of Object.entries(version)) {
    if (name.charCodeAt(0) !== 36 && value !== undefined)
      stamped[name] = stampValue(value as Value, commitTime);
  }
  stamped.$rest = version.$rest && (stampValue(version.$rest, commitTime) as Struct);
  stamped.$stamped = false;
  return stamped;
}

/** Puts the commit time in the place of TransactionTime, at any depth. */
export function stampValue(value: Value, commitTime: Time): Value {
  return mapLeaves(value, (leaf) => (leaf instanceof TransactionTime ? commitTime : leaf));
}

/** A stored value as it is read at a past time: the documents in it are read at that time too. spec/06 §9.4 */
export function valueAt(value: Value, time: Timestamp | undefined): Value {
  if (time === undefined) return value;
  return mapLeaves(value, (leaf) =>
    leaf instanceof DocumentValue ? new DocumentValue(leaf.collection, leaf.id, time) : leaf,
  );
}

function holdsTransactionTime(fields: Fields): boolean {
  for (const value of fields.values()) if (holds(value)) return true;
  return false;
}

function holds(value: Value): boolean {
  if (value instanceof TransactionTime) return true;
  if (Array.isArray(value)) return (value as readonly Value[]).some(holds);
  return isStruct(value) && structEntries(value).some(([, field]) => holds(field));
}

/** Containers in which nothing changes stay the same objects. */
function mapLeaves(value: Value, change: (leaf: Value) => Value): Value {
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const items = value as readonly Value[];
    const mapped = items.map((item) => mapLeaves(item, change));
    return mapped.some((item, i) => item !== items[i]) ? mapped : value;
  }
  if (!isStruct(value)) return change(value);
  const entries = structEntries(value);
  const mapped = entries.map(([key, field]) => [key, mapLeaves(field, change)] as const);
  return mapped.some(([, field], i) => field !== entries[i]![1]) ? structOf(mapped) : value;
}
