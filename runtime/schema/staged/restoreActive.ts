import type { Run } from "../../call/index.js";
import { type Fields, storedFields } from "../../documents/index.js";
import {
  DocumentValue,
  NATIVE,
  type NativeCollectionName,
  type Timestamp,
  type Value,
} from "../../values/index.js";
import { writeStates } from "../entryStates.js";
import { Part } from "../part.js";
import { collectionDefinition, definitionVersions } from "../readDefinitions.js";
import { rewriteDefinition } from "../writeDefinition.js";

const KINDS: readonly NativeCollectionName[] = ["Collection", "Function", "Role", "AccessProvider"];

/**
 * Makes the definitions what they were as of `active`, which is in force: deleted ones come back under their ids,
 * changed ones have their old content. Entries stay as far built as they are. spec/02 §11
 *
 * @param keepsNew true leaves definitions alone that are in no active schema
 */
export function restoreActive(run: Run, active: Timestamp, keepsNew: boolean): void {
  const { transaction } = run;
  for (const kind of KINDS) {
    const old = new Map(definitionVersions(transaction, kind, active).map((each) => [each.$id, each]));
    for (const { $id } of definitionVersions(transaction, kind, undefined)) {
      if (!old.has($id) && !keepsNew) transaction.write(NATIVE[kind], $id, undefined);
    }
    for (const [id, version] of old) {
      const present = transaction.version(new DocumentValue(NATIVE[kind], id), undefined);
      if (present === version) continue;
      const fields = storedFields(version);
      const isBuilt = kind === "Collection" && present !== undefined;
      rewriteDefinition(run, NATIVE[kind], id, isBuilt ? withStates(fields, storedFields(present)) : fields);
    }
  }
  transaction.changeSchema(transaction.database);
}

function withStates(active: Fields, present: Fields): Fields {
  const known = collectionDefinition(Part.ofFields(present), 0).entries;
  const entries = collectionDefinition(Part.ofFields(active), 0).entries.map(
    (each) => known.find(({ id }) => id === each.id) ?? each,
  );
  const fields = new Map<string, Value>(active);
  writeStates(fields, entries);
  return fields;
}
