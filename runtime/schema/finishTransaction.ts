import type { QueryFailure } from "../../compiler/index.js";
import { type Diagnostic, renderDiagnostic, type SchemaItem } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import { definitionText, invalidSchema } from "../problems/definitions.js";
import type { NativeCollectionName } from "../values/index.js";
import { completeCollection } from "./completeCollection.js";
import { derivedTypeFailures } from "./derivedTypes.js";
import type { Rename } from "./diff/index.js";
import { followDefinitions, sourceFiles, storeSourceFiles } from "./files/index.js";
import { definitionItems } from "./items/index.js";
import { demandKnownNames, placed } from "./namedReferences.js";
import { readDefinitions } from "./readDefinitions.js";
import { propagateRenames, renamedDefinitions } from "./renames.js";
import { type DefinitionRecord, schemaWritesOf } from "./schemaWrites.js";

/** Checks a whole schema: its items, with their places. spec/02 §6 */
export type SchemaCheck = (items: readonly SchemaItem[], typechecked: boolean) => readonly Diagnostic[];

/**
 * What is left to do once a query's body has run: definitions that it wrote are checked against each other and, by
 * `check`, as one schema; the files of FSL follow them. Runs before the result is materialised. spec/05 §1, spec/02 §5,
 * §6, spec/06b §12
 */
export function finishTransaction(run: Run, check: SchemaCheck): void {
  settleDefinitions(run);
  const last = lastWrite(run);
  if (last === undefined) return;
  const { transaction, schema } = run;
  const items = definitionItems(readDefinitions(transaction, schema.catalog, undefined));
  const following = followDefinitions(sourceFiles(transaction, undefined), items, itemRenames(run));
  if (!following.ok) throw placed(invalidSchema(following.errors), last);
  const errors = check(following.items, schema.catalog.typechecked);
  if (errors.length > 0) throw placed(invalidSchema(errors.map(renderDiagnostic)), last);
  completeDefinitions(run);
  storeSourceFiles(run, following.files);
}

/** The last definition that was written: errors of the whole schema stand there. Keys are no part of it. */
function lastWrite(run: Run): DefinitionRecord | undefined {
  return schemaWritesOf(run).definitions.findLast(({ kind }) => kind !== "Key");
}

/** Definitions that were written agree with all others by name. */
export function settleDefinitions(run: Run): void {
  const { definitions } = schemaWritesOf(run);
  propagateRenames(run);
  for (const written of definitions) demandKnownNames(run, written);
  const errors = definitions.flatMap((written) => derivedTypeFailures(run, written));
  if (errors.length > 0) throw placed(invalidSchema(errors), lastWrite(run)!);
}

/** What the system adds to definitions that were written, once they are known to be right. */
export function completeDefinitions(run: Run): void {
  const { definitions } = schemaWritesOf(run);
  const collections = new Set(definitions.filter(({ kind }) => kind === "Collection").map(({ id }) => id));
  const dropped = [...collections].flatMap((id) => completeCollection(run, id));
  if (run.schema.catalog.protected && dropped.length > 0) {
    throw placed(forbiddenDrop(), lastWrite(run)!);
  }
}

const ITEM_KINDS: Readonly<Partial<Record<NativeCollectionName, SchemaItem["kind"]>>> = {
  Collection: "collection",
  Function: "function",
  Role: "role",
  AccessProvider: "accessProvider",
};

function itemRenames(run: Run): readonly Rename[] {
  return renamedDefinitions(run).flatMap(({ kind, before, after }) => {
    const itemKind = ITEM_KINDS[kind];
    return itemKind === undefined ? [] : [{ kind: itemKind, from: before, to: after }];
  });
}

function forbiddenDrop(): QueryFailure {
  const failure = invalidSchema([]);
  const message = definitionText.protectedMode("Cannot cause deletion of backing index");
  failure.failures = [{ paths: [], message }];
  return failure;
}
