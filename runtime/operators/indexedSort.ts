import type { IndexedSort, SortDirection } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { setTooLarge } from "../problems/limits.js";
import type { FunctionValue, SetValue, Value } from "../values/index.js";
import { type Chain, takeApart } from "./access/chain.js";
import { indexChoice } from "./access/describe.js";
import { orderedAccess, type SortKey } from "./access/orderedAccess.js";
import { orderedDocuments } from "./access/orderedDocuments.js";
import { keyPathOf } from "./access/totals.js";
import type { Page, PhysicalOperator, Position } from "./operator.js";
import type { OptimisticOperator } from "./optimistic.js";

/**
 * `order` by an index: reads no more entries than are wanted, and no documents. Positions are the sorted rest, as of any
 * `order`: it is read where somebody asks for it. What no index serves, `sorted` does.
 */
export function indexedSortOperator(plan: IndexedSort, sorted: PhysicalOperator): OptimisticOperator {
  return {
    page(run, set, backward, from, wanted) {
      const ordered = backward || from !== undefined ? undefined : inIndexOrder(run, plan, set, wanted);
      return ordered === undefined
        ? sorted.page(run, set, backward, from, wanted)
        : pageInOrder(run, ordered.documents, wanted);
    },
  };
}

/** The documents of a sort in order, if an index has it. */
export function inIndexOrder(
  run: Run,
  { sort, steps, documents }: IndexedSort,
  set: SetValue,
  wanted: number,
): { readonly documents: Iterator<Value> } | undefined {
  const collection = run.schema.collection(documents.collection);
  if (collection?.definition === undefined || set.at !== undefined) return undefined;
  const [input, ...accessors] = set.slots as readonly [SetValue, ...FunctionValue[]];
  const chain = takeApart(input, steps, collection, false);
  const keys = sortKeys(chain, accessors, sort.directions);
  const access = keys && orderedAccess(run, chain, keys, wanted < run.limits.setElements);
  if (access === undefined) return undefined;
  run.observer?.chose(indexChoice(collection, access.path, wanted, access.isExact));
  return { documents: orderedDocuments(run, chain, access, wanted + 1) };
}

/** The keys, if all are paths of stored fields. */
export function sortKeys(
  { collection }: Chain,
  accessors: readonly FunctionValue[],
  directions: readonly SortDirection[],
): readonly SortKey[] | undefined {
  const keys: SortKey[] = [];
  for (const [i, accessor] of accessors.entries()) {
    const path = keyPathOf(collection, accessor);
    if (path === undefined) return undefined;
    keys.push({ path, direction: directions[i]! });
  }
  return keys.length === 0 ? undefined : keys;
}

function pageInOrder(run: Run, documents: Iterator<Value>, wanted: number): Page {
  const elements = taken(documents, wanted);
  const following = elements.length < wanted ? [] : taken(documents, 1);
  let rest: readonly Value[] | undefined;
  const restFrom = (index: number): Position => {
    rest ??= [...elements, ...following, ...theRest(run, documents, elements.length + following.length)];
    return rest.slice(index);
  };
  return {
    elements,
    get next() {
      return following.length === 0 ? undefined : restFrom(wanted);
    },
    positionOf: restFrom,
  };
}

function theRest(run: Run, documents: Iterator<Value>, read: number): readonly Value[] {
  const limit = run.limits.setElements;
  const rest = taken(documents, limit);
  if (read + rest.length > limit) throw setTooLarge(limit);
  return rest;
}

/** The next elements, at most `count`. */
export function taken(elements: Iterator<Value>, count: number): Value[] {
  const found: Value[] = [];
  while (found.length < count) {
    const { done, value } = elements.next();
    if (done) break;
    found.push(value);
  }
  return found;
}
