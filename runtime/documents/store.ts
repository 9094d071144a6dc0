import type { ConstraintFailure, UniqueSchema } from "../../compiler/index.js";
import { type Collection, callFunction1, type Run } from "../call/index.js";
import { constraintFailure, FAILED_UNIQUE, failureText } from "../problems/writes.js";
import type { Version } from "../storage/storage.js";
import { DocumentValue, Null, type Value } from "../values/index.js";
import { updateEntries } from "./entries.js";
import { countBytes } from "./runWrites.js";

/**
 * Stores a version whose fields fit their types: entries, then unique constraints, then checks, which see the write.
 * spec/06 §3.2 (11), (12)
 */
export function storeVersion(
  run: Run,
  collection: Collection,
  before: Version | undefined,
  after: Version,
  failedText: string,
): void {
  countBytes(run, after);
  run.transaction.write(collection.id, after.$id, after);
  const uniques = collection.definition?.uniques;
  const taken = updateEntries(run, collection, before, after, uniques);
  if (taken.length > 0) {
    const failed = uniques!.filter(({ entries }) => taken.some(({ id }) => id === entries.id));
    throw constraintFailure(FAILED_UNIQUE, failed.map(uniqueFailure));
  }
  demandChecks(run, collection, after.$id, failedText);
}

/** Writes that a document is gone, and takes away its entries. */
export function removeDocument(run: Run, collection: Collection, before: Version): void {
  run.transaction.write(collection.id, before.$id, undefined);
  updateEntries(run, collection, before, undefined);
}

/** One failure that names all fields, without `data`. */
function uniqueFailure(unique: UniqueSchema): ConstraintFailure {
  const paths = unique.fields.map(({ path }) =>
    path.elements.map((element) => (element.kind === "field" ? element.name : element.index)),
  );
  return { paths, message: failureText.unique };
}

/** The parameter is a plain reference; an error in any check ends the query. spec/06 §8.1 */
function demandChecks(run: Run, collection: Collection, id: string, failedText: string): void {
  if (collection.checks.length === 0) return;
  const document = new DocumentValue(collection.id, id);
  const failures = collection.checks.flatMap((check): readonly ConstraintFailure[] => {
    const verdict = run.limited("read", "check constraints", () => callFunction1(run, check.body, document));
    const message = checkMessage(check.name, verdict);
    return message === undefined ? [] : [{ paths: [], message }];
  });
  if (failures.length > 0) throw constraintFailure(failedText, failures);
}

function checkMessage(name: string, verdict: Value): string | undefined {
  if (verdict === true) return undefined;
  return verdict === false || verdict instanceof Null
    ? failureText.check(name)
    : failureText.checkNotBoolean(name);
}
