import type { CountOfInputs, MatchCount, RowCount } from "../../compiler/index.js";
import { FULL_ACCESS, type Run } from "../call/index.js";
import { entryBytes, isExpired } from "../documents/index.js";
import type { Entry } from "../storage/storage.js";
import type { FunctionValue, SetValue, Value } from "../values/index.js";
import type { AccessPath } from "./access/access.js";
import { type CandidateOrder, candidateIds, countCandidates } from "./access/candidates.js";
import { type Chain, isWholeCollection, readsRowsAsStored, takeApart } from "./access/chain.js";
import { isTotalKey, isTotalMapper } from "./access/totals.js";
import { visitMatches } from "./access/visitMatches.js";
import { wayTo } from "./access/way.js";
import { type PackedBound, unpackBound } from "./bound.js";
import { PARTITIONS, ROW_BYTES } from "./documents.js";
import { firstMatches } from "./indexedFilter.js";

/** How many elements a set has, without making them; undefined where its pages must be counted. */
export type Counter = (run: Run, set: SetValue) => number | undefined;

/** Rows of a source. Where somebody asks what was read, it is what reading them would have. spec/08 §3.4 */
export function rowCounter({ source }: RowCount): Counter {
  return (run, set) => {
    if (run.access !== FULL_ACCESS || run.readTime(set.at) !== undefined) return undefined;
    if (run.schema.collection(source.collection)?.definition === undefined) return undefined;
    if (source.kind === "documents") {
      if (!isWholeCollection(set)) return undefined;
      const count = run.transaction.count({ kind: "documents", collection: source.collection });
      if (count !== undefined) run.meter?.read(count * ROW_BYTES, PARTITIONS);
      return count;
    }
    const { entries, values } = { entries: source.entries.id, values: source.entries.values };
    const orders = values.map((value) => value.order);
    const [terms, first, last] = set.slots as readonly [readonly Value[], PackedBound, PackedBound];
    const [from, to] = [unpackBound(first), unpackBound(last)];
    const partitions = source.entries.terms.length === 0 ? PARTITIONS : 1;
    // How many bytes rows with values take, only they tell.
    if (from === undefined && to === undefined && (run.meter === undefined || orders.length === 0)) {
      const count = run.transaction.count({ kind: "entries", entries, orders, terms });
      if (count !== undefined) {
        run.meter?.read(count * ROW_BYTES, partitions);
        return count;
      }
    }
    const limit = Number.MAX_SAFE_INTEGER;
    const found = run.transaction.entries(
      { entries, orders, terms, from, to, reverse: false, limit },
      undefined,
    );
    const bytes = found.reduce((sum: number, entry: Entry) => sum + entryBytes(entry.values), 0);
    run.meter?.read(bytes, partitions);
    run.countUnits(found.length >> 4);
    return found.reduce((sum: number, { ttl }: Entry) => (isExpired(run, ttl) ? sum : sum + 1), 0);
  };
}

/** Matches of filters over a collection: by an index that settles them, else in the stored versions. */
export function matchCounter({ steps, documents }: MatchCount): Counter {
  return (run, set) => {
    const collection = run.schema.collection(documents.collection);
    if (collection?.definition === undefined) return undefined;
    const chain = takeApart(set, steps, collection, false);
    const { filters, source } = chain;
    if (!readsRowsAsStored(run, [source, ...filters])) return undefined;
    const way = wayTo(run, chain, run.limits.setElements);
    if (way !== undefined) {
      const order = { at: way.at, bounds: source.slots as readonly [string, string] };
      return way.isExact
        ? countCandidates(run, collection.id, way.path, order)
        : countMatches(run, chain, way.path, order);
    }
    let count = 0;
    const isCounted = visitMatches(run, chain, () => {
      count++;
    });
    return isCounted ? count : undefined;
  };
}

function countMatches(
  run: Run,
  chain: Chain,
  path: AccessPath,
  { at, bounds }: Pick<CandidateOrder, "at" | "bounds">,
): number {
  const order = { at, bounds, backward: false, from: undefined, batch: run.limits.setElements };
  const batches = candidateIds(run, chain.collection.id, path, order);
  return firstMatches(run, chain, batches, chain.filters, Number.POSITIVE_INFINITY).length;
}

/**
 * What follows from the counts of an operator's inputs. Lambdas are left out only where they cannot fail; too many for
 * `order` and `reverse`, which would refuse them, are nobody's count.
 *
 * @param inputs undefined for one that cannot be counted
 */
export function inputCounter({ operator }: CountOfInputs, inputs: readonly (Counter | undefined)[]): Counter {
  const [first, second] = inputs;
  const limited = (run: Run, count: number | undefined) =>
    count !== undefined && count <= run.limits.setElements ? count : undefined;
  return (run, set) => {
    const input = set.slots[0] as SetValue;
    switch (operator.kind) {
      case "project":
        return isTotalMapper(run, set) ? first?.(run, input) : undefined;
      case "sort":
        return keysOf(set).every((key) => isTotalKey(run, set, key))
          ? limited(run, first?.(run, input))
          : undefined;
      case "reverse":
        return limited(run, first?.(run, input));
      case "pageSize":
        return first?.(run, input);
      case "take": {
        const count = first?.(run, input);
        return count && Math.min(count, set.slots[1] as number);
      }
      case "drop": {
        const count = first?.(run, input);
        return count && Math.max(0, count - Math.max(0, set.slots[1] as number));
      }
      case "concat": {
        const count = first?.(run, input);
        const other = count === undefined ? undefined : second?.(run, set.slots[1] as SetValue);
        return other === undefined ? undefined : count! + other;
      }
      default:
        return undefined;
    }
  };
}

function keysOf({ slots }: SetValue): readonly FunctionValue[] {
  const [, ...keys] = slots as readonly [SetValue, ...FunctionValue[]];
  return keys;
}
