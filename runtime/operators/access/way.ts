import type { Run } from "../../call/index.js";
import { demandRetained } from "../../documents/index.js";
import type { Timestamp } from "../../values/index.js";
import { tentative } from "../optimistic.js";
import { type AccessPath, accessPaths } from "./access.js";
import type { Keyed } from "./bind.js";
import type { Bound } from "./boundCondition.js";
import { type Chain, type Conditions, conditionsOf } from "./chain.js";
import { type Chosen, chooseAccess, isWorthwhile } from "./choose.js";
import { indexChoice, scanChoice } from "./describe.js";
import { determinedPath } from "./determinedPath.js";
import { hashPath } from "./hashJoin.js";
import { keyedPath } from "./keyJoin.js";

/** How the documents that pass a chain of filters are found. */
export interface Way {
  readonly path: AccessPath;
  /** True where every document found passes. */
  readonly isExact: boolean;
  /** True where nothing that could fail is left to ask. */
  readonly areTotal: boolean;
  readonly at: Timestamp | undefined;
}

/** So few rows are read without looking for a better way. */
const FEW = 256;
/** More values of a field than this for each match that is wanted are not asked for. */
const VALUES_A_MATCH = 4;

/**
 * The way that reads least; undefined where reading all documents is likely to be less work.
 *
 * @param isTaken false where the caller only asks, and leaves it to another operator to go it
 */
export function wayTo(run: Run, chain: Chain, wanted: number, isTaken = true): Way | undefined {
  const { collection, source } = chain;
  const conditions = conditionsOf(run, chain);
  const { usable, determined, keyed } = conditions;
  if (usable.length === 0 && determined === undefined && keyed === undefined) return undefined;
  const at = run.readTime(source.at);
  const paths = accessPaths(run, collection, usable);
  const indexed = chooseAccess(run, collection.id, paths, wanted);
  const chosen =
    byKey(run, chain, keyed, indexed, wanted) ??
    byDetermined(run, chain, conditions, indexed, wanted) ??
    hashPath(run, collection, usable, at, wanted);
  if (chosen === undefined) {
    run.observer?.chose(scanChoice(collection, paths, usable));
    return undefined;
  }
  if (at !== undefined) demandRetained(run, collection, at);

  const { served } = chosen.path;
  function isServed(condition: Bound): boolean {
    return served.has(condition) || (condition.kind === "and" && condition.parts.every(isServed));
  }
  const isSettled = determined === undefined || served.has(determined);
  const areTotal = conditions.areTotal && isSettled;
  const isExact = conditions.areAll && isSettled && !run.transaction.hasWrites && usable.every(isServed);
  if (isTaken) run.observer?.chose(indexChoice(collection, chosen.path, chosen.estimate, isExact));
  return { path: chosen.path, isExact, areTotal, at };
}

function byKey(
  run: Run,
  chain: Chain,
  keyed: Keyed | undefined,
  indexed: Chosen | undefined,
  wanted: number,
): Chosen | undefined {
  if (keyed === undefined || (indexed !== undefined && indexed.estimate <= FEW)) return undefined;
  const found = keyedPath(run, chain, keyed);
  if (found === undefined || (indexed !== undefined && indexed.estimate <= found.estimate)) return undefined;
  return isWorthwhile(run, chain.collection.id, found.estimate, wanted) ? found : undefined;
}

function byDetermined(
  run: Run,
  { collection }: Chain,
  { determined, asked }: Conditions,
  indexed: Chosen | undefined,
  wanted: number,
): Chosen | undefined {
  let best = indexed;
  if (indexed !== undefined && indexed.estimate <= FEW) return best;
  const most = FEW + wanted * VALUES_A_MATCH;
  for (const each of determined === undefined ? asked : [determined, ...asked]) {
    const found = tentative(run, () => determinedPath(run, collection, each, most));
    const isBetter = found !== undefined && (best === undefined || found.estimate < best.estimate);
    if (isBetter && isWorthwhile(run, collection.id, found.estimate, wanted)) best = found;
  }
  return best;
}
