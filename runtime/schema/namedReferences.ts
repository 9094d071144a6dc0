import type { QueryFailure } from "../../compiler/index.js";
import type { DefinitionRecord, Run } from "../call/index.js";
import { definitionText } from "../problems/definitions.js";
import { constraintFailure } from "../problems/writes.js";
import { DocumentValue, NATIVE } from "../values/index.js";
import { presentDefinitionId } from "./lookUpDefinition.js";
import { Part } from "./part.js";
import { definitionVersions } from "./readDefinitions.js";

/** Errors that show at the end stand where the definition was written. */
export function placed(failure: QueryFailure, { frames }: DefinitionRecord): QueryFailure {
  failure.frames = frames;
  return failure;
}

function refused(
  written: DefinitionRecord,
  path: readonly string[],
  messages: readonly string[],
): QueryFailure {
  const failures = messages.map((message) => ({ paths: [path], message }));
  return placed(constraintFailure(written.text, failures), written);
}

/** The names in a definition that was written exist, and those of deleted ones are not used. spec/02 §6.1 */
export function demandKnownNames(run: Run, written: DefinitionRecord): void {
  const version = run.transaction.version(new DocumentValue(NATIVE[written.kind], written.id), undefined);
  const definition = version && Part.of(version);
  if (written.kind === "Role") {
    if (definition === undefined) demandUnusedRole(run, written);
    else demandFewMembers(run, written, definition);
  }
  if (written.kind === "Function" || written.kind === "Key") {
    demandKnownRole(run, written, definition?.text("role"));
  }
  if (written.kind === "Key") demandKnownDatabase(run, written, definition?.text("database"));
}

const BUILTIN_ROLES: ReadonlySet<string> = new Set(["admin", "server", "server-readonly", "client"]);

function demandKnownRole(run: Run, written: DefinitionRecord, role: string | undefined): void {
  if (role === undefined || BUILTIN_ROLES.has(role)) return;
  if (presentDefinitionId(run, "Role", "name", role) !== undefined) return;
  throw refused(written, ["role"], [definitionText.unknownRole(role)]);
}

function demandKnownDatabase(run: Run, written: DefinitionRecord, name: string | undefined): void {
  if (name === undefined || presentDefinitionId(run, "Database", "name", name) !== undefined) return;
  throw refused(written, ["database"], [definitionText.unknownDatabase(name)]);
}

function demandUnusedRole(run: Run, written: DefinitionRecord): void {
  const before = run.transaction.version(
    new DocumentValue(NATIVE.Role, written.id),
    run.transaction.snapshot,
  );
  const role = before && Part.of(before).text("name");
  if (role === undefined) return;
  const messages = (["Function", "Key"] as const).flatMap((kind) =>
    definitionVersions(run.transaction, kind, undefined)
      .filter((each) => Part.of(each).text("role") === role)
      .map((each) => {
        const name = kind === "Key" ? each.$id : Part.of(each).requiredText("name");
        return definitionText.stillUsed(kind.toLowerCase(), name, role);
      }),
  );
  if (messages.length > 0) throw refused(written, ["name"], messages);
}

const MAX_ROLES_PER_RESOURCE = 64;

/** So many roles at most may have the same collection's documents as members. spec/07b §2.1 */
function demandFewMembers(run: Run, written: DefinitionRecord, definition: Part): void {
  const roles = definitionVersions(run.transaction, "Role", undefined);
  if (roles.length <= MAX_ROLES_PER_RESOURCE) return;
  const isCrowded = resourcesOf(definition).some(
    (resource) =>
      roles.filter((each) => resourcesOf(Part.of(each)).includes(resource)).length > MAX_ROLES_PER_RESOURCE,
  );
  if (isCrowded) throw refused(written, [], [definitionText.tooManyRoles]);
}

function resourcesOf(role: Part): readonly string[] {
  return role.oneOrMany("membership").map((member) => member.requiredText("resource"));
}
