import type { CountOfInputs, MatchCount, RowCount } from "../../compiler/index.js";
import { FULL_ACCESS, type Run } from "../call/index.js";
import { entryBytes, isExpired } from "../documents/index.js";
import type { Entry } from "../storage/storage.js";
import type { FunctionValue, SetValue, Value } from "../values/index.js";
import { ALL, candidateIds, countCandidates } from "./access/candidates.js";
import { isWholeCollection, readsRowsAsStored, takeApart } from "./access/chain.js";
import { isTotalKey, isTotalMapper } from "./access/totals.js";
import { visitMatches } from "./access/visitMatches.js";
import { wayTo } from "./access/way.js";
import { type PackedBound, unpackBound } from "./bound.js";
import { PARTITIONS, ROW_BYTES } from "./documents.js";
import { firstMatches } from "./indexedFilter.js";

/**
 * How many elements a set has, without making them; undefined where its pages must be counted. Whoever needs to know of
 * no more than `enough` may be told of fewer than there are, but not of fewer than `enough`.
 *
 * @param stops true where the uppermost filter is asked of one element after the other, until it holds: `any`
 */
export type Counter = (run: Run, set: SetValue, enough: number, stops?: boolean) => number | undefined;

/** Rows of a source. Where somebody asks what was read, it is what reading them would have. spec/08 §3.4 */
export function rowCounter({ source }: RowCount): Counter {
  return (run, set, enough) => {
    // The transaction depends on all that are counted: one row is better read.
    if (enough === 1) return undefined;
    if (run.access !== FULL_ACCESS || run.readTime(set.at) !== undefined) return undefined;
    if (run.schema.collection(source.collection)?.definition === undefined) return undefined;
    if (source.kind === "documents") {
      if (!isWholeCollection(set)) return undefined;
      const count = run.transaction.count({ kind: "documents", collection: source.collection });
      if (count !== undefined) run.meter?.read(Math.min(count, enough * PARTITIONS) * ROW_BYTES, PARTITIONS);
      return count;
    }
    const { entries, values } = { entries: source.entries.id, values: source.entries.values };
    const orders = values.map((value) => value.order);
    const [terms, first, last] = set.slots as readonly [readonly Value[], PackedBound, PackedBound];
    const [from, to] = [unpackBound(first), unpackBound(last)];
    const partitions = source.entries.terms.length === 0 ? PARTITIONS : 1;
    // How many bytes rows with values take, only they tell.
    if (run.meter === undefined || orders.length === 0) {
      const count = run.transaction.count({ kind: "entries", entries, orders, terms, from, to });
      if (count !== undefined) {
        run.meter?.read(Math.min(count, enough * partitions) * ROW_BYTES, partitions);
        return count;
      }
    }
    if (enough < ALL) return undefined;
    const found = run.transaction.entries(
      { entries, orders, terms, from, to, reverse: false, limit: ALL },
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
  return (run, set, enough, stops) => {
    const collection = run.schema.collection(documents.collection);
    if (collection?.definition === undefined) return undefined;
    const chain = takeApart(set, steps, collection, false);
    const { filters, source } = chain;
    if (!readsRowsAsStored(run, [source, ...filters])) return undefined;
    // Of the documents that an index lists one more likely passes than of all.
    const way = wayTo(run, chain, enough < ALL ? Number.POSITIVE_INFINITY : run.limits.setElements);
    if (way !== undefined) {
      const { path, isExact, areTotal, at } = way;
      const bounds = source.slots as readonly [string, string];
      if (isExact && enough === ALL) return countCandidates(run, collection.id, path, { at, bounds });
      const isUnordered = areTotal && (path.areDisjoint || enough === 1);
      const batch = enough < ALL ? enough : run.limits.setElements;
      const order = { at, bounds, backward: chain.backward, isUnordered, from: undefined, batch };
      const ids = candidateIds(run, collection.id, path, order);
      const { length } = firstMatches(run, chain, ids, isExact ? [] : filters, enough);
      // A naive plan may have asked the predicate about documents behind those too.
      return length < enough || areTotal || (stops && filters.length === 1) ? length : undefined;
    }
    if (enough < ALL) return undefined;
    let count = 0;
    const isCounted = visitMatches(run, chain, () => {
      count++;
    });
    return isCounted ? count : undefined;
  };
}

/**
 * What follows from the counts of an operator's inputs. Lambdas are left out only where they cannot fail; too many for
 * `order` and `reverse`, which would refuse them, are nobody's count.
 *
 * @param inputs each counts one of the inputs
 */
export function inputCounter({ operator }: CountOfInputs, inputs: readonly Counter[]): Counter {
  const [first, second] = inputs as readonly [Counter, Counter];
  const limited = (run: Run, count: number | undefined) =>
    count !== undefined && count <= run.limits.setElements ? count : undefined;
  return (run, set, enough) => {
    const input = set.slots[0] as SetValue;
    switch (operator.kind) {
      case "project":
        return isTotalMapper(run, set) ? first(run, input, enough) : undefined;
      case "sort":
        return keysOf(set).every((key) => isTotalKey(run, set, key))
          ? limited(run, first(run, input, ALL))
          : undefined;
      case "reverse":
        return limited(run, first(run, input, ALL));
      case "pageSize":
        return first(run, input, enough);
      case "take": {
        const limit = set.slots[1] as number;
        const count = first(run, input, enough === ALL ? ALL : Math.min(enough, limit));
        return count && Math.min(count, limit);
      }
      case "drop": {
        const amount = Math.max(0, set.slots[1] as number);
        const count = first(run, input, Math.min(enough + amount, ALL));
        return count && Math.max(0, count - amount);
      }
      case "concat": {
        const count = first(run, input, enough);
        if (count === undefined || count >= enough) return count;
        const other = second(run, set.slots[1] as SetValue, enough - count);
        return other === undefined ? undefined : count + other;
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
