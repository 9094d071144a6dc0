import type { Transaction } from "../transaction/index.js";

/** Rows that a transaction gave out. */
export interface ReadCounts {
  documents: number;
  entries: number;
}

/** The same transaction, whose reads are counted. */
export function countReads(transaction: Transaction, counts: ReadCounts): Transaction {
  const counting: Pick<Transaction, "version" | "versions" | "entries"> = {
    version(document, at) {
      const found = transaction.version(document, at);
      counts.documents += 1;
      return found;
    },
    versions(scan, at) {
      const found = transaction.versions(scan, at);
      counts.documents += found.length;
      return found;
    },
    entries(scan, at) {
      const found = transaction.entries(scan, at);
      counts.entries += found.length;
      return found;
    },
  };
  return Object.assign(Object.create(transaction) as Transaction, counting);
}
