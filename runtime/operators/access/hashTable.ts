import type { Run } from "../../call/index.js";
import { termsKey } from "../../storage/termsKey.js";
import type { Transaction } from "../../transaction/index.js";
import type { Value } from "../../values/index.js";

/** Ids of documents by the value that something of them has. */
export class HashTable {
  private readonly ids = new Map<string, string[]>();

  add(value: Value, id: string): void {
    const key = termsKey([value]);
    const known = this.ids.get(key);
    if (known === undefined) this.ids.set(key, [id]);
    else known.push(id);
  }

  get(value: Value): readonly string[] {
    return this.ids.get(termsKey([value])) ?? [];
  }
}

/** A table that is made once it pays, as things are between two writes. */
interface Prospect<T> {
  readonly epoch: number;
  /** How often all documents were read for want of it. */
  scans: number;
  /** What was done between two calls of those who did less: at least what they did for want of it. */
  units: number;
  /** When the last of them called. */
  last: number | undefined;
  made: T | "never" | undefined;
}

const prospects = new WeakMap<Transaction, Map<unknown, Prospect<unknown>>>();

/**
 * The table of a transaction under a key; undefined where there is none yet. It is made the second time that somebody
 * would read all documents, and else once as much was done as makes it.
 *
 * @param size how much work it is to make; undefined where the caller would read all documents without it
 * @param make undefined where it cannot be made
 */
export function tableFor<T>(
  run: Run,
  key: unknown,
  size: number | undefined,
  make: () => T | undefined,
): T | undefined {
  const { epoch } = run.transaction;
  let all = prospects.get(run.transaction);
  if (all === undefined) {
    all = new Map();
    prospects.set(run.transaction, all);
  }
  let prospect = all.get(key) as Prospect<T> | undefined;
  if (prospect === undefined || prospect.epoch !== epoch) {
    prospect = { epoch, scans: 0, units: 0, last: undefined, made: undefined };
    all.set(key, prospect);
  }
  if (prospect.made === undefined && isDue(prospect, run.units, size)) prospect.made = make() ?? "never";
  return prospect.made === "never" ? undefined : prospect.made;
}

function isDue(prospect: Prospect<unknown>, units: number, size: number | undefined): boolean {
  if (size === undefined) {
    prospect.scans += 1;
    return prospect.scans > 1;
  }
  prospect.units += Math.max(0, units - (prospect.last ?? units));
  prospect.last = units;
  return prospect.units >= size;
}

/** So many documents are not held at once. */
const LARGEST_COLLECTION = 1_000_000;

/** How many documents a table of a collection would hold; undefined where none is made. */
export function tableSize({ transaction }: Run, collection: number): number | undefined {
  const size = transaction.estimate({ kind: "documents", collection });
  return transaction.waits || size === undefined || size > LARGEST_COLLECTION ? undefined : size;
}
