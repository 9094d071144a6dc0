import type { Transaction } from "../transaction/index.js";
import type { Timestamp } from "../values/index.js";

/** Rows that a transaction gave out; a document that was read already costs nothing and does not count again. */
export interface ReadCounts {
  documents: number;
  entries: number;
}

/** The same transaction, whose reads are counted. */
export function countReads(transaction: Transaction, counts: ReadCounts): Transaction {
  const seen = new Set<string>();
  const count = (collection: number, id: string, at: Timestamp | undefined): void => {
    seen.add(`${collection}/${id}/${at}`);
    counts.documents = seen.size;
  };
  const counting: Pick<Transaction, "version" | "versions" | "visit" | "entries" | "tupleCounts"> = {
    version(document, at) {
      count(document.collection, document.id, at);
      return transaction.version(document, at);
    },
    versions(scan, at) {
      const found = transaction.versions(scan, at);
      for (const { $id } of found) count(scan.collection, $id, at);
      return found;
    },
    visit(collection, visit) {
      return transaction.visit(collection, (versions) => {
        for (const version of versions) if (version !== undefined) count(collection, version.$id, undefined);
        visit(versions);
      });
    },
    entries(scan, at) {
      const found = transaction.entries(scan, at);
      counts.entries += found.length;
      return found;
    },
    tupleCounts(collection, entries, most) {
      const found = transaction.tupleCounts(collection, entries, most);
      counts.entries += found?.length ?? 0;
      return found;
    },
  };
  // What the transaction keeps must stay with it, whoever calls: an object that inherits from it would keep its own.
  return new Proxy(transaction, {
    get: (target, name) => Reflect.get(name in counting ? counting : target, name),
  });
}
