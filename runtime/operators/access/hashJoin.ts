import type { Collection, Run } from "../../call/index.js";
import { isExpired } from "../../documents/index.js";
import { termsKey } from "../../storage/termsKey.js";
import type { Transaction } from "../../transaction/index.js";
import type { Timestamp } from "../../values/index.js";
import { probesOf } from "./access.js";
import type { Bound } from "./boundCondition.js";
import type { Chosen } from "./choose.js";
import { pathReader } from "./pathReader.js";

/** The documents of a collection by the value of a field, as they are between two writes. */
interface HashTable {
  readonly epoch: number;
  /** How often the whole collection was read for want of it. */
  scans: number;
  ids: Map<string, string[]> | undefined;
}

/** So many documents are not held at once. */
const LARGEST_COLLECTION = 1_000_000;

const tables = new WeakMap<Transaction, Map<string, HashTable>>();

/**
 * A filter that no index serves, and that reads its whole collection again and again for other values — in a `map`, a
 * projection, a loop: from the second time on it looks into a hash table that the second reading makes.
 *
 *     Project { sold: Sum (Filter OrderItem .product == product) }
 *     └ Documents Product
 *
 * Legal as an index is, which it looks into alike; it lives until the next write, and holds ids only, so that access is
 * asked at each look-up. Undefined where there is no such equality, or no table yet.
 */
export function hashPath(
  run: Run,
  collection: Collection,
  conditions: readonly Bound[],
  at: Timestamp | undefined,
): Chosen | undefined {
  const { transaction } = run;
  const size = transaction.estimate({ kind: "documents", collection: collection.id });
  if (transaction.waits || size === undefined || size > LARGEST_COLLECTION) return undefined;
  for (const condition of conditions) {
    if (condition.kind !== "comparison" || condition.path[0] === "id") continue;
    const probes = probesOf(run, collection, condition);
    if (probes === undefined) continue;
    const table = tableFor(run, collection, condition.path, at);
    if (table === undefined) return undefined;
    const ids = probes.flatMap((probe) => table.get(termsKey([probe])) ?? []);
    const name = `hash of ${collection.name} by .${condition.path.join(".")}`;
    const path = {
      accesses: [{ kind: "found", name, ids }],
      served: new Set([condition]),
      areDisjoint: false,
    } as const;
    return { path, estimate: ids.length };
  }
  return undefined;
}

function tableFor(
  run: Run,
  collection: Collection,
  path: readonly string[],
  at: Timestamp | undefined,
): ReadonlyMap<string, readonly string[]> | undefined {
  const { transaction } = run;
  let all = tables.get(transaction);
  if (all === undefined) {
    all = new Map();
    tables.set(transaction, all);
  }
  const key = `${collection.id} ${at} ${path.join(".")}`;
  let table = all.get(key);
  if (table === undefined || table.epoch !== transaction.epoch) {
    table = { epoch: transaction.epoch, scans: 0, ids: undefined };
    all.set(key, table);
  }
  table.scans += 1;
  if (table.scans > 1) table.ids ??= build(run, collection, path, at);
  return table.ids;
}

function build(
  run: Run,
  collection: Collection,
  path: readonly string[],
  at: Timestamp | undefined,
): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  const read = pathReader(path);
  const scan = {
    collection: collection.id,
    from: undefined,
    to: undefined,
    reverse: false,
    limit: Number.MAX_SAFE_INTEGER,
  };
  for (const stored of run.transaction.versions(scan, at)) {
    if (isExpired(run, stored.$ttl)) continue;
    const version = collection.migrate === undefined ? stored : collection.migrate(stored);
    const value = read(version);
    if (value === undefined) continue;
    const key = termsKey([value]);
    const known = ids.get(key);
    if (known === undefined) ids.set(key, [version.$id]);
    else known.push(version.$id);
  }
  return ids;
}
