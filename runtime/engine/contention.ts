import { problem, type QueryFailure } from "../../compiler/index.js";
import type { Schema } from "../call/index.js";
import { HIDDEN } from "../schema/index.js";
import type { DocumentKey, Read } from "../storage/storage.js";

const contended = problem(
  "contended_transaction",
  (what: string) => `Transaction was aborted due to detection of concurrent ${what}.`,
);

/** All retries met a conflict: these reads had changed, under a schema. spec/08 §12 */
export function contention(reads: readonly Read[], schema: Schema | undefined): QueryFailure {
  const [first, ...others] = reads;
  const isOne =
    first?.kind === "document" &&
    others.every((read) => read.kind === "document" && isSame(read.key, first.key));
  const changed = isOne && schema !== undefined ? nameOf(first.key, schema) : undefined;
  return contended(changed === undefined ? "modification" : `modifications to ${changed}`);
}

function isSame(a: DocumentKey, b: DocumentKey): boolean {
  return a.collection === b.collection && a.id === b.id;
}

/** `Shelf(123)`, `Collection.byName("Shelf")`, `schema` for the files of FSL. */
function nameOf({ collection, id }: DocumentKey, schema: Schema): string | undefined {
  if (collection === HIDDEN.sourceFiles) return "schema";
  const found = schema.collection(collection);
  if (found === undefined) return undefined;
  if (!found.named) return `${found.name}(${id})`;
  const { collections, functions, roles, accessProviders } = schema.catalog;
  const definition = [...collections, ...functions, ...roles, ...accessProviders].find(
    (each) => String(each.id) === id,
  );
  return definition && `${found.name}.byName("${definition.name}")`;
}
