import type { Run } from "../call/index.js";
import type { Transaction } from "../transaction/transaction.js";
import { DocumentValue, NATIVE, type NativeCollectionName, type Timestamp } from "../values/index.js";
import { Part } from "./part.js";
import { allVersions } from "./readDefinitions.js";

/**
 * The id of the definition that had the name when the query began; "" if none had. Names are looked up in the schema of
 * the beginning, contents are not. spec/06b §13
 */
export function definitionId(run: Run, kind: NativeCollectionName, name: string): string {
  const { catalog, isPinned } = run.schema;
  const { snapshot } = run.transaction;
  if (isPinned) return storedId(run.transaction, NATIVE[kind], "name", name, snapshot) ?? "";
  switch (kind) {
    case "Collection":
      return idOf(catalog.collections, name);
    case "Function":
      return idOf(catalog.functions, name);
    case "Role":
      return idOf(catalog.roles, name);
    case "AccessProvider":
      return idOf(catalog.accessProviders, name);
    default:
      return storedId(run.transaction, NATIVE[kind], "name", name, snapshot) ?? "";
  }
}

function idOf(definitions: readonly { readonly id: number; readonly name: string }[], name: string): string {
  const found = definitions.find((each) => each.name === name);
  return found === undefined ? "" : String(found.id);
}

/** The id of the definition that has the name or alias now, own writes included. */
export function presentDefinitionId(
  run: Run,
  kind: NativeCollectionName,
  key: "name" | "alias",
  name: string,
): string | undefined {
  return storedId(run.transaction, NATIVE[kind], key, name, undefined);
}

/** A definition by its name, as values from outside give it. spec/08 §6 */
export function definitionNamed(
  transaction: Transaction,
  collection: number,
  name: string,
): DocumentValue | undefined {
  const id = storedId(transaction, collection, "name", name, transaction.snapshot);
  return id === undefined ? undefined : new DocumentValue(collection, id, undefined, name);
}

function storedId(
  transaction: Transaction,
  collection: number,
  key: "name" | "alias",
  name: string,
  at: Timestamp | undefined,
): string | undefined {
  return allVersions(transaction, collection, at).find((each) => Part.of(each).text(key) === name)?.$id;
}
