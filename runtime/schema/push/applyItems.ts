import type { SchemaItem } from "../../../grammar/index.js";
import type { Run } from "../../call/index.js";
import { DocumentValue, NATIVE, structEntries, structOf, type Value } from "../../values/index.js";
import { type ItemDefinition, itemDefinition } from "../items/index.js";
import { Part } from "../part.js";
import { definitionVersions } from "../readDefinitions.js";
import { changeDefinition, createDefinition, deleteDefinition } from "../writeDefinition.js";

/**
 * Makes the definitions of a database those of the items: creates what is new, replaces what is there, deletes the
 * rest. Free metadata (`data`) of a definition stays. Failures stand at the item that was written. spec/02 §10.2
 */
export function applyItems(run: Run, items: readonly SchemaItem[]): void {
  const wanted = items.map((item) => ({ item, definition: itemDefinition(item) }));
  const existing = new Map(existingDefinitions(run).map((each) => [keyOf(each), each]));
  const kept = new Set(wanted.map(({ definition }) => keyOf(definition)));
  for (const { item, definition } of wanted) {
    if (existing.has(keyOf(definition))) continue;
    at(run, item, () => createDefinition(run, NATIVE[definition.kind], definition.fields));
  }
  for (const [key, definition] of existing) {
    if (!kept.has(key)) deleteDefinition(run, definition.document);
  }
  for (const { item, definition } of wanted) {
    const present = existing.get(keyOf(definition));
    if (present === undefined) continue;
    const fields = withData(definition, present.data);
    at(run, item, () => changeDefinition(run, present.document, fields, "replace"));
  }
}

function at(run: Run, item: SchemaItem, write: () => void): void {
  run.enter(item.span);
  write();
  run.depth--;
}

interface ExistingDefinition {
  readonly kind: ItemDefinition["kind"];
  readonly name: string;
  readonly document: DocumentValue;
  readonly data: Value | undefined;
}

const KINDS: readonly ItemDefinition["kind"][] = ["Collection", "Function", "Role", "AccessProvider"];

function existingDefinitions(run: Run): readonly ExistingDefinition[] {
  return KINDS.flatMap((kind) =>
    definitionVersions(run.transaction, kind, undefined).map((version) => {
      const part = Part.of(version);
      const name = part.requiredText("name");
      const document = new DocumentValue(NATIVE[kind], version.$id, undefined, name);
      return { kind, name, document, data: part.fields().get("data") };
    }),
  );
}

function keyOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind} ${name}`;
}

function withData(definition: ItemDefinition, data: Value | undefined) {
  if (data === undefined) return definition.fields;
  return structOf([...structEntries(definition.fields), ["data", data]]);
}
