import type { SchemaItem } from "../../../grammar/index.js";
import type { Run } from "../../call/index.js";
import { DocumentValue, NATIVE, structEntries, structOf, type Value } from "../../values/index.js";
import { Part } from "../part.js";
import { definitionVersions } from "../readDefinitions.js";
import { changeDefinition, createDefinition, deleteDefinition } from "../writeDefinition.js";
import { type ItemDefinition, itemDefinition } from "./itemDefinition.js";

/**
 * Makes the definitions of a database those of the items: creates what is new, replaces what is there, deletes the
 * rest. Free metadata (`data`) of a definition stays. spec/02 §10.2
 */
export function applyItems(run: Run, items: readonly SchemaItem[]): void {
  const wanted = items.map(itemDefinition);
  const existing = new Map(existingDefinitions(run).map((each) => [keyOf(each), each]));
  const kept = new Set(wanted.map(keyOf));
  for (const definition of wanted) {
    if (!existing.has(keyOf(definition))) createDefinition(run, NATIVE[definition.kind], definition.fields);
  }
  for (const [key, definition] of existing) {
    if (!kept.has(key)) deleteDefinition(run, definition.document);
  }
  for (const definition of wanted) {
    const present = existing.get(keyOf(definition));
    if (present !== undefined)
      changeDefinition(run, present.document, withData(definition, present.data), "replace");
  }
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
