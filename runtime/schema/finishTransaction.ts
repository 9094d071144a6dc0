import type { Definitions, QueryFailure } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { definitionText, invalidSchema } from "../problems/definitions.js";
import { constraintFailure } from "../problems/writes.js";
import type { Version } from "../storage/storage.js";
import { DocumentValue, NATIVE } from "../values/index.js";
import { completeCollection } from "./completeCollection.js";
import { derivedTypeFailures } from "./derivedTypes.js";
import { Part } from "./part.js";
import { definitionVersions, readDefinitions } from "./readDefinitions.js";
import { propagateRenames } from "./renames.js";
import { type DefinitionRecord, schemaWritesOf } from "./schemaWrites.js";

/** Checks a whole schema that a query leaves behind; the errors are rendered. spec/02 §6 */
export type SchemaCheck = (before: Definitions, after: Definitions) => readonly string[];

/**
 * What is left to do once a query's body has run: definitions that it wrote are completed, checked against each other
 * and, by `check`, as one schema. Runs before the result is materialised. spec/05 §1, spec/06b §12
 */
export function finishTransaction(run: Run, check?: SchemaCheck): void {
  const { definitions } = schemaWritesOf(run);
  const last = definitions[definitions.length - 1];
  if (last === undefined) return;
  propagateRenames(run);
  for (const written of definitions) demandKnownRoles(run, written);
  const collections = new Set(definitions.filter(({ kind }) => kind === "Collection").map(({ id }) => id));
  const dropped = [...collections].flatMap((id) => completeCollection(run, id));
  const { catalog } = run.schema;
  const errors = definitions.flatMap((written) => derivedTypeFailures(run, written));
  if (errors.length === 0 && check !== undefined) {
    const settings = { typechecked: catalog.typechecked, protected: catalog.protected };
    const before = readDefinitions(run.transaction, settings, run.transaction.snapshot);
    errors.push(...check(before, readDefinitions(run.transaction, settings, undefined)));
  }
  if (errors.length > 0) throw placed(invalidSchema(errors), last);
  if (catalog.protected && dropped.length > 0) throw placed(forbiddenDrop(), last);
}

function forbiddenDrop(): QueryFailure {
  const failure = invalidSchema([]);
  const message = definitionText.protectedMode("Cannot cause deletion of backing index");
  failure.failures = [{ paths: [], message }];
  return failure;
}

/** Errors that show at the end stand where the definition was written. */
function placed(failure: QueryFailure, { frames }: DefinitionRecord): QueryFailure {
  failure.frames = frames;
  return failure;
}

const BUILTIN_ROLES: ReadonlySet<string> = new Set(["admin", "server", "server-readonly", "client"]);

/** Functions name roles that exist, and roles that functions or keys name stay. spec/02 §6.1 */
function demandKnownRoles(run: Run, written: DefinitionRecord): void {
  if (written.kind === "Function" && written.action !== "delete") demandFunctionRole(run, written);
  if (written.kind !== "Role") return;
  if (written.action === "delete") demandUnusedRole(run, written);
  else demandFewMembers(run, written);
}

function demandFunctionRole(run: Run, written: DefinitionRecord): void {
  const version = run.transaction.version(new DocumentValue(NATIVE.Function, written.id), undefined);
  const role = version && Part.of(version).text("role");
  if (role === undefined || BUILTIN_ROLES.has(role)) return;
  const roles = definitionVersions(run.transaction, "Role", undefined);
  if (roles.some((each) => Part.of(each).text("name") === role)) return;
  const failure = { paths: [["role"]], message: definitionText.unknownRole(role) };
  throw placed(constraintFailure(written.text, [failure]), written);
}

function demandUnusedRole(run: Run, written: DefinitionRecord): void {
  const { snapshot } = run.transaction;
  const document = new DocumentValue(NATIVE.Role, written.id);
  const version = run.transaction.version(document, snapshot);
  const role = version && Part.of(version).text("name");
  if (role === undefined) return;
  const failures = (["Function", "Key"] as const).flatMap((kind) =>
    definitionVersions(run.transaction, kind, undefined)
      .filter((each) => Part.of(each).text("role") === role)
      .map((each) => {
        const name = kind === "Key" ? each.$id : Part.of(each).requiredText("name");
        return { paths: [["name"]], message: definitionText.stillUsed(kind.toLowerCase(), name, role) };
      }),
  );
  if (failures.length > 0) throw placed(constraintFailure(written.text, failures), written);
}

const MAX_ROLES_PER_RESOURCE = 64;

/** So many roles at most may have the same collection's documents as members. spec/07b §2.1 */
function demandFewMembers(run: Run, written: DefinitionRecord): void {
  const roles = definitionVersions(run.transaction, "Role", undefined);
  const resourcesOf = (version: Version) =>
    Part.of(version)
      .oneOrMany("membership")
      .map((member) => member.requiredText("resource"));
  const own = roles.find((each) => each.$id === written.id);
  if (own === undefined || roles.length <= MAX_ROLES_PER_RESOURCE) return;
  const isCrowded = resourcesOf(own).some(
    (resource) =>
      roles.filter((each) => resourcesOf(each).includes(resource)).length > MAX_ROLES_PER_RESOURCE,
  );
  if (!isCrowded) return;
  const failure = { paths: [[]], message: definitionText.tooManyRoles };
  throw placed(constraintFailure(written.text, [failure]), written);
}
