import type { Run, Schema } from "../call/index.js";
import { type FieldPlace, readableVersion, storedField } from "../documents/index.js";
import { documentMember } from "../stdlib/documents.js";
import { DocumentValue, FIRST_USER_COLLECTION, type Value } from "../values/index.js";

/** Reads a stored field of a document; undefined where the field is not there, or the common way must decide. */
export type StoredFieldReader = (run: Run, document: DocumentValue) => Value | undefined;

/** Names that documents answer without looking at stored fields. spec/06 §2 */
const OWN_NAMES: ReadonlySet<string> = new Set(["id", "coll", "ts", "ttl", "data"]);

const ANY_DOCUMENT = new DocumentValue(FIRST_USER_COLLECTION, "");

/**
 * The short way to a field that is plainly stored: nothing else of that name can be meant in the collection, which is
 * found out once for each site and collection. Undefined where the name never is such a field. engine §6
 */
export function storedFieldReader(
  name: string,
  place: FieldPlace,
  schema: Schema,
): StoredFieldReader | undefined {
  if (OWN_NAMES.has(name) || documentMember(ANY_DOCUMENT, name) !== undefined) return undefined;
  let known = -1;
  return (run, document) => {
    const { collection } = document;
    if (collection !== known) {
      if (collection < FIRST_USER_COLLECTION) return undefined;
      const definition = schema.collection(collection);
      if (definition === undefined || definition.computedFields.has(name)) return undefined;
      known = collection;
    }
    // What is taken from a document under `at` is read at that time too: the common way sees to that.
    if (document.readAt !== undefined || run.at !== undefined || run.performanceHints) return undefined;
    return storedField(readableVersion(run, document, name, place), name);
  };
}
