import type { Run } from "../../call/index.js";
import { OPEN_LAYOUT, storedField } from "../../documents/index.js";
import type { Transaction } from "../../transaction/transaction.js";
import { DocumentValue, type Timestamp } from "../../values/index.js";
import { HIDDEN } from "../hiddenTables.js";

const PIN = "1";

/**
 * The time as of which definitions are in force, where a staged schema waits; undefined where the present ones are.
 * `at` undefined sees own writes. spec/02 §11
 */
export function pinOf(transaction: Transaction, at: Timestamp | undefined): Timestamp | undefined {
  const version = transaction.version(new DocumentValue(HIDDEN.staged, PIN), at);
  return version && Number(storedField(version, "activeAt"));
}

export function isStaged(transaction: Transaction): boolean {
  return pinOf(transaction, undefined) !== undefined;
}

/** The time as of which definitions are, or were when the transaction began, in force. */
export function activeTime(transaction: Transaction): Timestamp {
  return pinOf(transaction, undefined) ?? transaction.snapshot;
}

/** From now on the present definitions stay in force, whatever is written. */
export function pinSchema({ transaction }: Run): void {
  const head = { id: PIN, ttl: undefined, schema: transaction.schemaVersion };
  const fields = new Map([["activeAt", BigInt(transaction.snapshot)]]);
  transaction.write(HIDDEN.staged, PIN, OPEN_LAYOUT.make(head, fields));
}

/** From the next transaction on the definitions are in force. */
export function unpinSchema({ transaction }: Run): void {
  transaction.write(HIDDEN.staged, PIN, undefined);
  transaction.changeSchema(transaction.database);
}
