import type { Run } from "../call/index.js";
import type { Version } from "../storage/storage.js";
import {
  DocumentValue,
  isStruct,
  NATIVE,
  type NativeCollectionName,
  structEntries,
  structGet,
  structOf,
  type Value,
} from "../values/index.js";
import { Part } from "./part.js";
import { definitionVersions } from "./readDefinitions.js";
import { definitionFields, rewriteDefinition } from "./writeDefinition.js";

/** Where definitions name others: kind, field, and the key that holds the name in its objects (or the value itself). */
interface NamingField {
  readonly kind: NativeCollectionName;
  readonly field: string;
  readonly key: string | undefined;
}

const NAMING_FIELDS: Readonly<Record<string, readonly NamingField[]>> = {
  Role: [
    { kind: "Function", field: "role", key: undefined },
    { kind: "AccessProvider", field: "roles", key: "role" },
    { kind: "Key", field: "role", key: undefined },
  ],
  Collection: [
    { kind: "Role", field: "privileges", key: "resource" },
    { kind: "Role", field: "membership", key: "resource" },
  ],
  Function: [{ kind: "Role", field: "privileges", key: "resource" }],
  Database: [{ kind: "Key", field: "database", key: undefined }],
};

/** References by name follow a renamed definition; the bodies of functions do not. spec/02 §3 */
export function propagateRenames(run: Run): void {
  for (const { kind, before, after } of renamedDefinitions(run)) {
    for (const field of NAMING_FIELDS[kind] ?? []) renameIn(run, field, before, after);
  }
}

/** A definition whose name was another one before the run. */
export interface RenamedDefinition {
  readonly kind: NativeCollectionName;
  readonly before: string;
  readonly after: string;
}

export function renamedDefinitions(run: Run): readonly RenamedDefinition[] {
  const ids = new Set(run.writes.records.map(({ kind, id }) => `${kind}/${id}`));
  return [...ids].flatMap((key) => {
    const [kind, id] = key.split("/") as [NativeCollectionName, string];
    const names = namesOf(run, kind, id);
    return names === undefined ? [] : [{ kind, ...names }];
  });
}

function namesOf(run: Run, kind: NativeCollectionName, id: string) {
  const document = new DocumentValue(NATIVE[kind], id);
  const name = (version: Version | undefined) =>
    version === undefined ? undefined : Part.of(version).text("name");
  const before = name(run.transaction.version(document, run.transaction.snapshot));
  const after = name(run.transaction.version(document, undefined));
  return before === undefined || after === undefined || before === after ? undefined : { before, after };
}

function renameIn(run: Run, { kind, field, key }: NamingField, before: string, after: string): void {
  for (const version of definitionVersions(run.transaction, kind, undefined)) {
    const fields = definitionFields(version);
    const value = fields.get(field);
    if (value === undefined) continue;
    const renamed = rename(value, key, before, after);
    if (renamed === value) continue;
    fields.set(field, renamed);
    rewriteDefinition(run, NATIVE[kind], version.$id, fields);
  }
}

/** The value with the new name; itself where the old one does not stand in it. */
function rename(value: Value, key: string | undefined, before: string, after: string): Value {
  if (typeof value === "string") return value === before ? after : value;
  if (Array.isArray(value)) {
    const items = value as readonly Value[];
    const renamed = items.map((item) => rename(item, key, before, after));
    return renamed.some((item, i) => item !== items[i]) ? renamed : value;
  }
  if (key === undefined || !isStruct(value) || structGet(value, key) !== before) return value;
  return structOf(structEntries(value).map(([name, part]) => [name, name === key ? after : part]));
}
