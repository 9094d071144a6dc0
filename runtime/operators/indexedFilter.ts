import type { FilterStep, IndexedFilter } from "../../compiler/index.js";
import { type Collection, callFunction1, FULL_ACCESS, type Run } from "../call/index.js";
import { demandRetained } from "../documents/index.js";
import { visitAhead } from "../transaction/index.js";
import { DocumentValue, type FunctionValue, type SetValue, type Timestamp } from "../values/index.js";
import { accessPaths } from "./access/access.js";
import { type Bound, bindPredicate } from "./access/bind.js";
import { candidateIds } from "./access/candidates.js";
import { type Chosen, chooseAccess } from "./access/choose.js";
import { indexChoice, scanChoice } from "./access/describe.js";
import { hashPath } from "./access/hashJoin.js";
import type { Page } from "./operator.js";
import type { OptimisticOperator } from "./optimistic.js";
import { inSetLambda, verdict } from "./setLambda.js";

/**
 * Filters over a collection, by an index. Positions are those of the collection: ids. A page tells exactly whether more
 * matches follow, where the naive plan may promise a page that is empty. engine §4
 */
export function indexedFilterOperator({ steps, documents }: IndexedFilter): OptimisticOperator {
  return {
    page(run, set, backwards, from, wanted) {
      const collection = run.schema.collection(documents.collection);
      if (collection?.definition === undefined) return undefined;
      const chain = takeApart(set, steps, documents.collection, backwards);
      const conditions = conditionsOf(run, chain, collection);
      if (conditions === undefined) return undefined;
      const at = run.readTime(chain.source.at);
      const paths = accessPaths(run, collection, conditions.usable);
      const chosen =
        chooseAccess(run, collection.id, paths, wanted, at) ??
        joined(run, collection, conditions.usable, wanted, at);
      if (chosen === undefined) {
        run.observer?.chose(scanChoice(collection, paths, conditions.usable));
        return undefined;
      }
      if (at !== undefined) demandRetained(run, collection, at);

      const { served } = chosen.path;
      const isExact = conditions.isAll && !run.transaction.hasWrites && conditions.usable.every(isServed);
      function isServed(condition: Bound): boolean {
        return served.has(condition) || (condition.kind === "and" && condition.parts.every(isServed));
      }
      run.observer?.chose(indexChoice(collection, chosen, isExact));
      const batches = candidateIds(run, collection.id, chosen.path, {
        at,
        backward: chain.backward,
        from: from as string | undefined,
        bounds: chain.source.slots as readonly [string, string],
        batch: wanted + 1,
      });
      const matches = firstMatches(run, chain, batches, isExact ? [] : chain.filters, wanted + 1);
      // Where more follow, a naive plan may have asked the predicate about other documents too.
      if (matches.length > wanted && !conditions.areTotal) return undefined;
      return pageOfMatches(matches, wanted);
    },
  };
}

/** A consumer of everything, which would read the whole collection, may find that it does so again and again. */
function joined(
  run: Run,
  collection: Collection,
  conditions: readonly Bound[],
  wanted: number,
  at: Timestamp | undefined,
): Chosen | undefined {
  return wanted < run.limits.setElements ? undefined : hashPath(run, collection, conditions, at);
}

interface Chain {
  /** From the collection up. */
  readonly filters: readonly SetValue[];
  readonly source: SetValue;
  readonly backward: boolean;
  readonly collection: number;
}

function takeApart(
  set: SetValue,
  steps: readonly FilterStep[],
  collection: number,
  backwards: boolean,
): Chain {
  const filters: SetValue[] = [];
  let source = set;
  let backward = backwards;
  for (const step of steps) {
    if (step === "filter") filters.unshift(source);
    if (step === "reverse") backward = !backward;
    source = source.slots[0] as SetValue;
  }
  return { filters, source, backward, collection };
}

interface Conditions {
  /** May decide which documents are read at all. */
  readonly usable: readonly Bound[];
  /** True where they say all that the predicates say. */
  readonly isAll: boolean;
  /** True where no predicate can fail. */
  readonly areTotal: boolean;
}

/** The conditions up to the first part of a predicate that could fail; undefined where nothing is known of the first. */
function conditionsOf(run: Run, { filters, source }: Chain, collection: Collection): Conditions | undefined {
  const attached = source.at ?? run.at;
  const isPresent = run.readTime(source.at) === undefined;
  const usable: Bound[] = [];
  let isAll = true;
  let areTotal = true;
  for (const filter of filters) {
    // Fields are read at the time at which members are, or the two have nothing to do with each other.
    const sameTime = attached !== undefined || filter.at === undefined;
    const bound = areTotal && sameTime ? bindPredicate(run, filter, collection, isPresent) : undefined;
    if (bound === undefined) {
      isAll = false;
      areTotal = false;
      break;
    }
    const { conditions, totalCount } = bound;
    for (const condition of conditions.slice(0, totalCount)) {
      if (condition === undefined) isAll = false;
      else usable.push(condition);
    }
    if (totalCount < conditions.length) {
      isAll = false;
      areTotal = false;
    }
  }
  return usable.length === 0 ? undefined : { usable, isAll, areTotal };
}

/** The first `limit` candidates that may be read and that all predicates hold for. */
function firstMatches(
  run: Run,
  { source, collection }: Chain,
  batches: Iterable<readonly string[]>,
  filters: readonly SetValue[],
  limit: number,
): readonly DocumentValue[] {
  const attached = source.at ?? run.at;
  const matches: DocumentValue[] = [];
  for (const ids of batches) {
    visitAhead(run, ids, (id) => {
      const document = new DocumentValue(collection, id, attached);
      if (run.access !== FULL_ACCESS && !run.access.mayRead(document)) return true;
      if (filters.every((filter) => passes(run, filter, document))) matches.push(document);
      return matches.length < limit;
    });
    if (matches.length >= limit) break;
  }
  return matches;
}

function passes(run: Run, filter: SetValue, document: DocumentValue): boolean {
  const predicate = filter.slots[1] as FunctionValue;
  return inSetLambda(run, filter, () => verdict(callFunction1(run, predicate, document), filter));
}

function pageOfMatches(matches: readonly DocumentValue[], wanted: number): Page {
  return {
    elements: matches.length > wanted ? matches.slice(0, wanted) : matches,
    next: matches[wanted]?.id,
    positionOf: (index) => matches[index]!.id,
  };
}
