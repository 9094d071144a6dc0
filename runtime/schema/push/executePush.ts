import type { CollectionItem, SchemaItem } from "../../../grammar/index.js";
import type { Run } from "../../call/index.js";
import { DocumentValue, NATIVE, structEntries, structOf } from "../../values/index.js";
import { type ItemDiff, itemKey } from "../diff/index.js";
import { storeSourceFiles } from "../files/index.js";
import { completeDefinitions, settleDefinitions } from "../finishTransaction.js";
import { itemDefinition } from "../items/index.js";
import { Part } from "../part.js";
import { definitionVersions } from "../readDefinitions.js";
import { pinOf, pinSchema } from "../staged/pin.js";
import { restoreActive } from "../staged/restoreActive.js";
import { changeDefinition, createDefinition, deleteDefinition } from "../writeDefinition.js";
import { nameBefore, type PushPlan } from "./planPush.js";

/**
 * Does what a plan says: definitions that differ are deleted, replaced, created; the files are stored as they were
 * given. Failures stand at the item that was written. Where the push is staged, or one before it was, all of that waits
 * to be put in force, and takes the place of what waited. spec/02 §10.2, §11
 */
export function executePush(run: Run, plan: PushPlan, isStaged: boolean): void {
  const pin = pinOf(run.transaction, undefined);
  if (pin !== undefined) restoreActive(run, pin, true);
  else if (isStaged) pinSchema(run);
  for (const diff of plan.diffs) if (diff.kind === "removed") remove(run, diff.item);
  for (const item of plan.itemsAfter) {
    const before = plan.itemsBefore.find(
      (each) => each.kind === item.kind && each.name.text === nameBefore(item, plan.renames),
    );
    if (before !== undefined && isChanged(plan.diffs, before, item)) replace(run, before, item);
  }
  for (const item of plan.itemsAfter) if (isNew(plan.diffs, item)) createOrReplace(run, item);
  settleDefinitions(run);
  completeDefinitions(run, plan.migrations);
  storeSourceFiles(run, plan.filesAfter);
}

function isNew(diffs: readonly ItemDiff[], item: SchemaItem): boolean {
  return diffs.some((diff) => diff.kind === "added" && diff.item === item);
}

function isChanged(diffs: readonly ItemDiff[], before: SchemaItem, after: SchemaItem): boolean {
  return (
    diffs.some((diff) => diff.kind === "modified" && diff.before === before) ||
    (before.kind === "collection" &&
      after.kind === "collection" &&
      typedFields(before) !== typedFields(after))
  );
}

/** Computed fields with a signature: diffs do not notice where one comes or goes, definitions must. spec/02 §5 */
function typedFields({ members }: CollectionItem): string {
  return members
    .flatMap((member) => (member.kind === "computed" && member.type !== undefined ? [member.name.text] : []))
    .sort()
    .join();
}

/** A push before this one may have staged it. */
function createOrReplace(run: Run, item: SchemaItem): void {
  if (findDocument(run, item) !== undefined) {
    replace(run, item, item);
    return;
  }
  const { kind, fields } = itemDefinition(item);
  at(run, item, () => createDefinition(run, NATIVE[kind], fields));
}

function remove(run: Run, item: SchemaItem): void {
  at(run, item, () => deleteDefinition(run, present(run, item).document));
}

/** Free metadata (`data`) of a definition stays. */
function replace(run: Run, before: SchemaItem, after: SchemaItem): void {
  const { document, data } = present(run, before);
  const { fields } = itemDefinition(after);
  const all = data === undefined ? fields : structOf([...structEntries(fields), ["data", data]]);
  at(run, after, () => changeDefinition(run, document, all, "replace"));
}

function at(run: Run, item: SchemaItem, write: () => void): void {
  run.enter(item.span);
  write();
  run.depth--;
}

function present(run: Run, item: SchemaItem) {
  const document = itemDocument(run, item);
  const version = run.transaction.version(document, undefined);
  return { document, data: version && Part.of(version).fields().get("data") };
}

/** The definition of an item that is there. */
export function itemDocument(run: Run, item: SchemaItem): DocumentValue {
  const document = findDocument(run, item);
  if (document === undefined) throw new Error(`no definition for ${itemKey(item)}`);
  return document;
}

function findDocument(run: Run, item: SchemaItem): DocumentValue | undefined {
  const { kind, name } = itemDefinition(item);
  const version = definitionVersions(run.transaction, kind, undefined).find(
    (each) => Part.of(each).text("name") === name,
  );
  return version && new DocumentValue(NATIVE[kind], version.$id, undefined, name);
}
