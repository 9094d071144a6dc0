import type { FilterStep } from "../../../compiler/index.js";
import { type Collection, FULL_ACCESS, type Run } from "../../call/index.js";
import type { SetValue } from "../../values/index.js";
import { bindPredicate, type Keyed } from "./bind.js";
import type { Bound, Determined } from "./boundCondition.js";

/** Filters over the documents of a collection, taken apart. */
export interface Chain {
  /** From the collection up. */
  readonly filters: readonly SetValue[];
  readonly source: SetValue;
  readonly backward: boolean;
  readonly collection: Collection;
}

/** The filters of a set, and the documents below them. */
export function takeApart(
  set: SetValue,
  steps: readonly FilterStep[],
  collection: Collection,
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

export interface Conditions {
  /** May decide which documents are read at all. */
  readonly usable: readonly Bound[];
  /** Those of them that may also be asked of the values of one field. */
  readonly asked: readonly Determined[];
  /** What follows them, where it looks at one field. */
  readonly determined: Determined | undefined;
  readonly keyed: Keyed | undefined;
  /** True where they say all that the predicates say. */
  readonly areAll: boolean;
  /** True where no predicate can fail; what is `determined` aside. */
  readonly areTotal: boolean;
}

const NONE: Conditions = {
  usable: [],
  asked: [],
  determined: undefined,
  keyed: undefined,
  areAll: true,
  areTotal: true,
};

/** The conditions up to the first part of a predicate that could fail. */
export function conditionsOf(run: Run, { filters, source, collection }: Chain): Conditions {
  const attached = source.at ?? run.at;
  const isPresent = run.readTime(source.at) === undefined;
  const usable: Bound[] = [];
  const asked: Determined[] = [];
  let areAll = true;
  for (const [i, filter] of filters.entries()) {
    // Fields are read at the time at which members are, or the two have nothing to do with each other.
    const sameTime = attached !== undefined || filter.at === undefined;
    const bound = sameTime ? bindPredicate(run, filter, collection, isPresent) : undefined;
    if (bound === undefined) return { ...NONE, usable, asked, areAll: false, areTotal: false };
    for (const condition of bound.conditions) {
      if (condition === undefined) areAll = false;
      else usable.push(condition);
    }
    asked.push(...bound.asked);
    const { determined, isWhole, keyed } = bound;
    if (determined === undefined && isWhole) continue;
    const isEnd = isWhole && i === filters.length - 1;
    return { usable, asked, determined, keyed, areAll: areAll && isEnd, areTotal: isEnd };
  }
  return { ...NONE, usable, asked, areAll };
}

/** True where rows are read in the present, for a caller who may read everything and wants no hints: as they are stored. */
export function readsRowsAsStored(run: Run, sets: readonly SetValue[]): boolean {
  return (
    run.access === FULL_ACCESS &&
    !run.performanceHints &&
    run.at === undefined &&
    run.pageAt === undefined &&
    sets.every((set) => set.at === undefined)
  );
}

/** True of `C.all()`, false where it has a range. */
export function isWholeCollection({ slots }: SetValue): boolean {
  return slots[0] === "" && slots[1] === "";
}
