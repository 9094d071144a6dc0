import { NO_SPAN, renderDiagnostic } from "../../grammar/index.js";
import type { DefinitionRecord, Run } from "../call/index.js";
import { definitionText } from "../problems/definitions.js";
import { DocumentValue, NATIVE } from "../values/index.js";
import { builtInTypeNames } from "./names.js";
import { Part } from "./part.js";
import { definitionVersions } from "./readDefinitions.js";

/** The types that a name of a collection makes. spec/02 §3 */
function typesOf(name: string): readonly string[] {
  return [name, `Null${name}`, `${name}Collection`];
}

/** Errors of new names whose types others make already, rendered at the write. spec/06b §11 */
export function derivedTypeFailures(run: Run, written: DefinitionRecord): string[] {
  if (written.kind !== "Collection" || written.action === "delete") return [];
  const version = run.transaction.version(new DocumentValue(NATIVE.Collection, written.id), undefined);
  if (version === undefined) return [];
  const definition = Part.of(version);
  return written.names.flatMap((key) => {
    const name = definition.text(key);
    if (name === undefined) return [];
    const taken = new Set([...builtInTypeNames(), ...otherNames(run, written.id, key).flatMap(typesOf)]);
    const conflicts = typesOf(name).filter((type) => taken.has(type));
    if (conflicts.length === 0) return [];
    const message = definitionText.derivedTypes(key, name, conflicts);
    const [span = NO_SPAN] = written.frames;
    return [renderDiagnostic({ severity: "error", message, span, hints: [] })];
  });
}

/** All names and aliases of collections but the one that is looked at. */
function otherNames(run: Run, id: string, own: "name" | "alias"): readonly string[] {
  return definitionVersions(run.transaction, "Collection", undefined).flatMap((version) => {
    const definition = Part.of(version);
    const keys = version.$id === id ? [own === "name" ? "alias" : "name"] : ["name", "alias"];
    return keys.flatMap((key) => definition.text(key) ?? []);
  });
}
