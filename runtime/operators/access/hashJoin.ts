import type { Collection, Run } from "../../call/index.js";
import { isExpired } from "../../documents/index.js";
import type { Timestamp } from "../../values/index.js";
import { probesOf } from "./access.js";
import type { Bound } from "./boundCondition.js";
import { type Chosen, isWorthwhile } from "./choose.js";
import { HashTable, tableFor, tableSize } from "./hashTable.js";
import { pathReader } from "./pathReader.js";

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
  const size = tableSize(run, collection.id);
  if (size === undefined) return undefined;
  const isWhole = wanted >= run.limits.setElements;
  const asking = { run, collection, at, size: isWhole ? undefined : size, asked: new Map() };
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
  /** Undefined for who reads the whole collection for want of a table. */
  readonly size: number | undefined;
  /** Each table that is asked for counts that it was, once. */
  readonly asked: Map<string, HashTable | undefined>;
}

interface Found {
  readonly ids: readonly string[];
  readonly fields: readonly string[];
}

function look(asking: Asking, condition: Bound): Found | undefined {
  switch (condition.kind) {
    case "or": {
      const parts = condition.parts.map((part) => look(asking, part));
      if (!parts.every((part) => part !== undefined)) return undefined;
      return { ids: parts.flatMap(({ ids }) => ids), fields: parts.flatMap(({ fields }) => fields) };
    }
    case "comparison":
    case "membership": {
      const field = condition.path.join(".");
      const table = tableOf(asking, condition.path, field);
      const probes = table && probesOf(asking.run, asking.collection, condition);
      return probes && { ids: probes.flatMap((probe) => table.get(probe)), fields: [field] };
    }
    default:
      return undefined;
  }
}

function tableOf(
  { run, collection, at, size, asked }: Asking,
  path: readonly string[],
  field: string,
): HashTable | undefined {
  if (!asked.has(field)) {
    const key = `${collection.id} ${at} ${field}`;
    asked.set(
      field,
      tableFor(run, key, size, () => build(run, collection, path, at)),
    );
  }
  return asked.get(field);
}

function build(
  run: Run,
  collection: Collection,
  path: readonly string[],
  at: Timestamp | undefined,
): HashTable {
  const table = new HashTable();
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
    table.add(value, version.$id);
  }
  return table;
}
