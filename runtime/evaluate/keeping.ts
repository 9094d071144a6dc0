import type { Remembered, Reuse } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { standsFor, type Value } from "../values/index.js";
import { type Code, type Layout, slotOf } from "./layout.js";

/**
 * The code of an expression that keeps its value. Where sets are read as they are written, so is everything else: a
 * failed plan leads to the exact error. engine §4
 */
export function keeping(reuse: Reuse, code: Code, layout: Layout): Code {
  if (reuse.kind === "constant") return constant(code);
  const slots = reuse.variables.map((place) => slotOf(place, layout));
  return remembered(reuse, code, slots);
}

function constant(code: Code): Code {
  let known: Value | undefined;
  let units = 0;
  return (run, frame) => {
    if (known !== undefined && !run.naive && run.spares(units)) return known;
    const { shown, units: before } = run;
    const value = code(run, frame);
    if (run.shown === shown && standsFor(value) !== "nowhere") {
      known = value;
      units = run.units - before;
    }
    return value;
  };
}

/** A value, and all that it may depend on. */
interface Kept {
  readonly value: Value;
  readonly units: number;
  /** The values of its variables. */
  readonly variables: readonly Value[];
  readonly epoch: number;
  readonly access: Run["access"];
  readonly identity: Run["identity"];
  readonly at: Run["at"];
  readonly pageAt: Run["pageAt"];
  readonly effectLimit: Run["effectLimit"];
  readonly depth: number;
}

/**
 * Legal: the same code, with the same variables, at the same time, for the same caller, before anything else is written,
 * gives the same. What it shows — logs, new ids, hints — or writes is noticed as it runs, and then it is not kept. Units
 * are counted as if it ran; deeper down or beyond the limit, where it might not have had the room, it runs.
 */
function remembered(reuse: Remembered, code: Code, slots: readonly number[]): Code {
  // Code whose value cannot be kept gives another such one the next time.
  let isHopeless = false;
  return (run, frame) => {
    if (isHopeless || run.naive || run.performanceHints) return code(run, frame);
    const kept = run.kept?.get(reuse) as Kept | undefined;
    if (kept !== undefined && holds(kept, run, frame, slots) && run.spares(kept.units)) return kept.value;
    const { shown, units, depth, access, identity, at, pageAt, effectLimit } = run;
    const { epoch } = run.transaction;
    const value = code(run, frame);
    if (run.shown !== shown || run.transaction.epoch !== epoch) return value;
    const place = typeof value === "object" ? standsFor(value) : "anywhere";
    if (place === "nowhere") isHopeless = true;
    else if (place === "anywhere" || !reuse.isShared) {
      run.kept ??= new Map();
      const variables = slots.map((slot) => frame[slot]!);
      const counted = run.units - units;
      run.kept.set(reuse, {
        value,
        units: counted,
        variables,
        epoch,
        access,
        identity,
        at,
        pageAt,
        effectLimit,
        depth,
      });
    }
    return value;
  };
}

function holds(kept: Kept, run: Run, frame: Value[], slots: readonly number[]): boolean {
  for (let i = 0; i < slots.length; i++) if (kept.variables[i] !== frame[slots[i]!]) return false;
  return (
    kept.epoch === run.transaction.epoch &&
    kept.depth >= run.depth &&
    kept.access === run.access &&
    kept.identity === run.identity &&
    kept.at === run.at &&
    kept.pageAt === run.pageAt &&
    kept.effectLimit === run.effectLimit
  );
}
