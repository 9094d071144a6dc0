import type { EntryCount, IndexFilter, IndexScan } from "../../compiler/index.js";
import { FULL_ACCESS, type Run } from "../call/index.js";
import { demandRetained, entryBytes, isExpired } from "../documents/index.js";
import type { Entry, EntryScan } from "../storage/storage.js";
import { visitAhead } from "../transaction/index.js";
import { DocumentValue, type Value } from "../values/index.js";
import { type Chain, conditionsOf, readsRowsAsStored, takeApart } from "./access/chain.js";
import { indexChoice } from "./access/describe.js";
import { EntryWindow } from "./access/entryWindow.js";
import { isSmall } from "./access/isSmall.js";
import { narrowed } from "./access/narrowed.js";
import { passes } from "./access/passes.js";
import { fieldsRead, rowTest } from "./access/rowTest.js";
import { type PackedBound, unpackBound } from "./bound.js";
import type { Counter } from "./count.js";
import { PARTITIONS } from "./documents.js";
import type { Position } from "./operator.js";
import type { OptimisticOperator } from "./optimistic.js";

const GROWTH = 4;

/**
 * Filters over the entries of an index. Positions are values and id, as of the index. A page tells exactly whether more
 * matches follow, where the naive plan may promise a page that is empty. engine §4
 */
export function indexFilterOperator({ steps, scan }: IndexFilter): OptimisticOperator {
  return {
    page(run, set, backwards, from, wanted) {
      const collection = run.schema.collection(scan.collection);
      if (collection?.definition === undefined || run.performanceHints) return undefined;
      const chain = takeApart(set, steps, collection, backwards);
      if (isSmall(run, chain.source)) return undefined;
      const matches = matchesOf(run, chain, scan, from, wanted + 1);
      if (matches === undefined) return undefined;
      const positionOf = (index: number): Value => [matches[index]!.entry.values, matches[index]!.entry.id];
      const elements = matches.map(({ document }) => document);
      return {
        elements: elements.length > wanted ? elements.slice(0, wanted) : elements,
        next: elements.length > wanted ? positionOf(wanted) : undefined,
        positionOf,
      };
    },
  };
}

/** How many entries pass. */
export function entryCounter({ steps, scan }: EntryCount): Counter {
  return (run, set, enough, stops) => {
    const collection = run.schema.collection(scan.collection);
    if (collection?.definition === undefined || run.performanceHints) return undefined;
    const chain = takeApart(set, steps, collection, false);
    if (enough === 1 && isSmall(run, chain.source)) return undefined;
    return matchesOf(run, chain, scan, undefined, enough, stops)?.length;
  };
}

/** The first `limit` matches; undefined where a naive plan might ask the predicate about others too, or show more. */
function matchesOf(
  run: Run,
  chain: Chain,
  scan: IndexScan,
  from: Position | undefined,
  limit: number,
  stops = false,
): readonly Match[] | undefined {
  const { collection, filters } = chain;
  const { areTotal, determined, usable } = conditionsOf(run, chain);
  const bounds = narrowed(run, collection, scan, boundsFrom(chain, from), usable);
  tellChoice(run, chain, scan, bounds);
  if (bounds === undefined) return [];
  const { shown } = run;
  const matches = firstMatches(run, chain, scan, bounds, limit);
  const isSettled = (areTotal && determined === undefined) || (stops && filters.length === 1);
  return isSettled || (matches.length < limit && run.shown === shown) ? matches : undefined;
}

function tellChoice(
  run: Run,
  { source, collection }: Chain,
  scan: IndexScan,
  bounds: Bounds | undefined,
): void {
  if (run.observer === undefined) return;
  const [terms] = source.slots as readonly [readonly Value[]];
  const { index: name, entries } = scan;
  const access = {
    kind: "entries",
    name,
    entries,
    scan: { terms, from: bounds?.from, to: bounds?.to },
  } as const;
  const accesses = bounds === undefined ? [] : [access];
  run.observer.chose(
    indexChoice(collection, { accesses, served: new Set(), areDisjoint: true }, undefined, false),
  );
}

interface Match {
  readonly entry: Entry;
  readonly document: DocumentValue;
}

type Bounds = Pick<EntryScan, "from" | "to">;

/** Those of the index call, from a position on. */
function boundsFrom({ source, backward }: Chain, start: Position | undefined): Bounds {
  const [, first, last] = source.slots as readonly [readonly Value[], PackedBound, PackedBound];
  const here = start === undefined ? undefined : unpackBound(start as unknown as PackedBound);
  return {
    from: backward ? unpackBound(first) : (here ?? unpackBound(first)),
    to: backward ? (here ?? unpackBound(last)) : unpackBound(last),
  };
}

/** The first `limit` entries whose documents may be read and pass. */
function firstMatches(run: Run, chain: Chain, scan: IndexScan, bounds: Bounds, limit: number): Match[] {
  const { source, filters, collection } = chain;
  const at = run.readTime(source.at);
  if (at !== undefined) demandRetained(run, collection, at);
  const attached = source.at ?? run.at;
  const covered = coveredTest(run, chain, scan);
  const matches: Match[] = [];
  for (const entries of batches(run, chain, scan, bounds, limit)) {
    visitAhead(run, entries, (entry) => {
      if (isExpired(run, entry.ttl) || covered?.(entry) === false) return true;
      const document = new DocumentValue(collection.id, entry.id, attached);
      document.slot = entry.slot;
      if (run.access !== FULL_ACCESS && !run.access.mayRead(document)) return true;
      const isMatch = covered !== undefined || filters.every((filter) => passes(run, filter, document));
      if (isMatch) matches.push({ entry, document });
      return matches.length < limit;
    });
    if (matches.length >= limit) break;
  }
  return matches;
}

/** Whether the document of an entry passes, by what the entry holds; undefined where that is not enough. */
function coveredTest(
  run: Run,
  { filters, source, collection }: Chain,
  scan: IndexScan,
): ((entry: Entry) => boolean) | undefined {
  if (!readsRowsAsStored(run, [source, ...filters])) return undefined;
  const names = fieldsRead(filters, collection);
  const window = names && EntryWindow.over(run, collection, scan, names);
  const test = window && rowTest(run, filters, collection, window.document);
  return test && (({ id, terms, values }) => test(window.show(id, terms, values)));
}

function* batches(
  run: Run,
  { source, backward }: Chain,
  { entries }: IndexScan,
  bounds: Bounds,
  first: number,
): Generator<readonly Entry[]> {
  const [terms] = source.slots as readonly [readonly Value[]];
  const at = run.readTime(source.at);
  const orders = entries.values.map((field) => field.order);
  let { from, to } = bounds;
  for (let limit = first; ; limit *= GROWTH) {
    const scan = { entries: entries.id, orders, terms, from, to, reverse: backward, limit };
    const found = run.transaction.entries(scan, at);
    const bytes = found.reduce((sum, { values }) => sum + entryBytes(values), 0);
    run.meter?.read(bytes, entries.terms.length === 0 ? PARTITIONS : 1);
    yield found;
    if (found.length < limit) return;
    const { values, id } = found[found.length - 1]!;
    const behind = { values, id, inclusive: false };
    if (backward) to = behind;
    else from = behind;
  }
}
