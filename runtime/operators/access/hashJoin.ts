import type { Collection, Run } from "../../call/index.js";
import { isExpired } from "../../documents/index.js";
import { termsKey } from "../../storage/termsKey.js";
import type { Transaction } from "../../transaction/index.js";
import type { Timestamp } from "../../values/index.js";
import { probesOf } from "./access.js";
import type { Bound } from "./boundCondition.js";
import { type Chosen, isWorthwhile } from "./choose.js";
import { pathReader } from "./pathReader.js";

/** The documents of a collection by the value of a field, as they are between two writes. */
interface HashTable {
  readonly epoch: number;
  /** How often all documents were read for want of it. */
  scans: number;
  /** What was done between two calls of those who read some: at least the rows that they read. */
  units: number;
  /** When the last of them called. */
  last: number | undefined;
  ids: Map<string, string[]> | undefined;
}

/** So many documents are not held at once. */
const LARGEST_COLLECTION = 1_000_000;

const tables = new WeakMap<Transaction, Map<string, HashTable>>();

/**
 * A filter that no index serves, and that reads its collection again and again for other values — in a `map`, a
 * projection, a loop: from the second time on it looks into a hash table that the second reading makes.
 *
 *     Project { sold: Sum (Filter OrderItem .product == product) }
 *     └ Documents Product
 *
 * Whoever wants but some matches — a page, `first()` — may find them soon: then a table is made once as many rows were
 * read as it takes, and used where few enough have the value. `a == x || b == y` looks into two tables.
 *
 * Legal as an index is, which it looks into alike; it lives until the next write, and holds ids only, so that access is
 * asked at each look-up. Undefined where there is no such equality, or no table yet.
 */
export function hashPath(
  run: Run,
  collection: Collection,
  conditions: readonly Bound[],
  at: Timestamp | undefined,
  wanted: number,
): Chosen | undefined {
  const size = run.transaction.estimate({ kind: "documents", collection: collection.id });
  if (run.transaction.waits || size === undefined || size > LARGEST_COLLECTION) return undefined;
  const isWhole = wanted >= run.limits.setElements;
  const asking = { run, collection, at, mostUnits: isWhole ? undefined : size };
  for (const condition of conditions) {
    if (!isHashable(run, collection, condition)) continue;
    const found = look(asking, condition);
    if (found === undefined) return undefined;
    const { ids, fields } = found;
    if (!isWhole && !isWorthwhile(run, collection.id, ids.length, wanted)) return undefined;
    const name = `hash of ${collection.name} by ${fields.map((field) => `.${field}`).join(", ")}`;
    const path = {
      accesses: [{ kind: "found", name, ids }],
      served: new Set([condition]),
      areDisjoint: false,
    } as const;
    return { path, estimate: ids.length };
  }
  return undefined;
}

function isHashable(run: Run, collection: Collection, condition: Bound): boolean {
  if (condition.kind === "or") return condition.parts.every((part) => isHashable(run, collection, part));
  const isOfField = condition.kind === "comparison" || condition.kind === "membership";
  return isOfField && condition.path[0] !== "id" && probesOf(run, collection, condition) !== undefined;
}

interface Asking {
  readonly run: Run;
  readonly collection: Collection;
  readonly at: Timestamp | undefined;
  /** From so much work on a table is worth making; undefined for who reads the whole collection for want of it. */
  readonly mostUnits: number | undefined;
}

interface Found {
  readonly ids: readonly string[];
  readonly fields: readonly string[];
}

/** Each table that is asked for counts that it was. */
function look(asking: Asking, condition: Bound): Found | undefined {
  switch (condition.kind) {
    case "or": {
      const parts = condition.parts.map((part) => look(asking, part));
      if (!parts.every((part) => part !== undefined)) return undefined;
      return { ids: parts.flatMap(({ ids }) => ids), fields: parts.flatMap(({ fields }) => fields) };
    }
    case "comparison":
    case "membership": {
      const ids = tableFor(asking, condition.path);
      const probes = ids && probesOf(asking.run, asking.collection, condition);
      return (
        probes && {
          ids: probes.flatMap((probe) => ids.get(termsKey([probe])) ?? []),
          fields: [condition.path.join(".")],
        }
      );
    }
    default:
      return undefined;
  }
}

function tableFor(
  { run, collection, at, mostUnits }: Asking,
  path: readonly string[],
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
    table = { epoch: transaction.epoch, scans: 0, units: 0, last: undefined, ids: undefined };
    all.set(key, table);
  }
  if (table.ids === undefined && isDue(table, run.units, mostUnits)) {
    table.ids = build(run, collection, path, at);
  }
  return table.ids;
}

function isDue(table: HashTable, units: number, mostUnits: number | undefined): boolean {
  if (mostUnits === undefined) {
    table.scans += 1;
    return table.scans > 1;
  }
  table.units += Math.max(0, units - (table.last ?? units));
  table.last = units;
  return table.units >= mostUnits;
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
