import type { IndexedFilter } from "../../compiler/index.js";
import { FULL_ACCESS, type Run } from "../call/index.js";
import { visitAhead } from "../transaction/index.js";
import { DocumentValue, type SetValue } from "../values/index.js";
import { candidateIds } from "./access/candidates.js";
import { type Chain, takeApart } from "./access/chain.js";
import { passes } from "./access/passes.js";
import { wayTo } from "./access/way.js";
import type { Page } from "./operator.js";
import type { OptimisticOperator } from "./optimistic.js";

/**
 * Filters over a collection, by an index. Positions are those of the collection: ids. A page tells exactly whether more
 * matches follow, where the naive plan may promise a page that is empty. engine §4
 */
export function indexedFilterOperator({ steps, documents }: IndexedFilter): OptimisticOperator {
  return {
    page(run, set, backwards, from, wanted) {
      const collection = run.schema.collection(documents.collection);
      if (collection?.definition === undefined) return undefined;
      const chain = takeApart(set, steps, collection, backwards);
      const way = wayTo(run, chain, wanted);
      if (way === undefined) return undefined;
      const { path, isExact, areTotal, at } = way;
      const batches = candidateIds(run, collection.id, path, {
        at,
        backward: chain.backward,
        from: from as string | undefined,
        bounds: chain.source.slots as readonly [string, string],
        batch: wanted + 1,
      });
      const matches = firstMatches(run, chain, batches, isExact ? [] : chain.filters, wanted + 1);
      // Where more follow, a naive plan may have asked the predicate about other documents too.
      if (matches.length > wanted && !areTotal) return undefined;
      return pageOfMatches(matches, wanted);
    },
  };
}

/** The first `limit` candidates that may be read and that all predicates hold for. */
export function firstMatches(
  run: Run,
  { source, collection: { id: collection } }: Chain,
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

function pageOfMatches(matches: readonly DocumentValue[], wanted: number): Page {
  return {
    elements: matches.length > wanted ? matches.slice(0, wanted) : matches,
    next: matches[wanted]?.id,
    positionOf: (index) => matches[index]!.id,
  };
}
