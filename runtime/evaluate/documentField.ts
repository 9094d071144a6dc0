import type { ComputedField, Run, Schema } from "../call/index.js";
import { computedValue, type FieldPlace, readableVersion, storedFieldReader } from "../documents/index.js";
import { documentMember } from "../stdlib/documents.js";
import { DocumentValue, FIRST_USER_COLLECTION, Id, type Value } from "../values/index.js";

/**
 * What a name plainly means in the documents of a collection: a stored field, the id, a computed field; undefined where
 * the common way must decide. spec/06 §2
 */
export type FieldMeaning = "stored" | "id" | ComputedField | undefined;

/** Names that documents answer without looking at stored fields. spec/06 §2 */
const OWN_NAMES: ReadonlySet<string> = new Set(["coll", "ts", "ttl", "data"]);

const ANY_DOCUMENT = new DocumentValue(FIRST_USER_COLLECTION, "");

export function meaningOf(name: string, collection: number, schema: Schema): FieldMeaning {
  if (collection < FIRST_USER_COLLECTION) return undefined;
  if (OWN_NAMES.has(name) || documentMember(ANY_DOCUMENT, name) !== undefined) return undefined;
  const definition = schema.collection(collection);
  if (definition === undefined) return undefined;
  return name === "id" ? "id" : (definition.computedFields.get(name) ?? "stored");
}

/** What is taken from a document under `at` is read at that time too, and hints want to know of it: the common way sees to that. */
export function isReadPlainly(run: Run, document: DocumentValue): boolean {
  return document.readAt === undefined && run.at === undefined && !run.performanceHints;
}

/** Reads a field of a document; undefined where the field is not there, or the common way must decide. */
export type DocumentFieldReader = (run: Run, document: DocumentValue) => Value | undefined;

/** The short way to a field: what its name means is found out once for each site and collection. engine §6 */
export function documentFieldReader(name: string, place: FieldPlace, schema: Schema): DocumentFieldReader {
  const readStored = storedFieldReader(name);
  let known = -1;
  let isStored = false;
  let meaning: FieldMeaning;
  return (run, document) => {
    if (document.collection !== known) {
      known = document.collection;
      meaning = meaningOf(name, known, schema);
      isStored = meaning === "stored";
    }
    if (meaning === undefined || !isReadPlainly(run, document)) return undefined;
    if (isStored) return readStored(readableVersion(run, document, name, place));
    if (typeof meaning === "string") return new Id(document.id);
    readableVersion(run, document, name, place);
    run.enter(place.field);
    const value = computedValue(run, document, meaning);
    run.depth -= 1;
    return value;
  };
}
