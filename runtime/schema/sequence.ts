import type { Run } from "../call/index.js";
import { OPEN_LAYOUT, storedField } from "../documents/index.js";
import { DocumentValue, FIRST_USER_COLLECTION } from "../values/index.js";
import { HIDDEN } from "./hiddenTables.js";

const INTERNAL_IDS = "1";

/**
 * The next internal id of the database: of a definition or of stored entries. Ids grow, so they give the order of
 * creation, and none is used twice, also after what had it is gone. spec/06b §6
 */
export function nextInternalId(run: Run): number {
  const counter = run.transaction.version(new DocumentValue(HIDDEN.sequences, INTERNAL_IDS), undefined);
  const next = counter === undefined ? FIRST_USER_COLLECTION : (storedField(counter, "next") as number);
  const version = OPEN_LAYOUT.make(
    { id: INTERNAL_IDS, ttl: undefined, schema: run.transaction.schemaVersion },
    new Map([["next", next + 1]]),
  );
  run.transaction.write(HIDDEN.sequences, INTERNAL_IDS, version);
  return next;
}
