import type { Definitions, QueryFailure } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { definitionText, invalidSchema } from "../problems/definitions.js";
import { completeCollection } from "./completeCollection.js";
import { derivedTypeFailures } from "./derivedTypes.js";
import { demandKnownNames, placed } from "./namedReferences.js";
import { readDefinitions } from "./readDefinitions.js";
import { propagateRenames } from "./renames.js";
import { schemaWritesOf } from "./schemaWrites.js";

/** Checks a whole schema that a query leaves behind; the errors are rendered. spec/02 §6 */
export type SchemaCheck = (before: Definitions, after: Definitions) => readonly string[];

/**
 * What is left to do once a query's body has run: definitions that it wrote are completed, checked against each other
 * and, by `check`, as one schema. Runs before the result is materialised. spec/05 §1, spec/06b §12
 */
export function finishTransaction(run: Run, check?: SchemaCheck): void {
  const { definitions } = schemaWritesOf(run);
  propagateRenames(run);
  for (const written of definitions) demandKnownNames(run, written);
  const last = definitions.findLast(({ kind }) => kind !== "Key");
  if (last === undefined) return;
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
