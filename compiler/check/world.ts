import { type Alternative, areApart, BASE, type Group } from "../types/alternative.js";

/**
 * The alternatives that a comparison is part of. Variables are shared by all, so what was found by comparing their
 * bounds includes what concerns other alternatives only. spec/03 §6.3
 */
export interface World {
  readonly alternative: Alternative;
  /** Which side of a comparison brought it. */
  readonly side: Side;
  readonly around: World | undefined;
  /** The worlds inside that were met: one for each alternative and side. */
  readonly inner: Readonly<Record<Side, Map<Alternative, World>>>;
}

type Side = "value" | "use";

/** A world in which nothing was met yet; without arguments the one around all others. */
export function newWorld(
  alternative: Alternative = BASE,
  side: Side = "value",
  around: World | undefined = undefined,
): World {
  return { alternative, side, around, inner: { value: new Map(), use: new Map() } };
}

/** True if the alternative is one of those of the world. The base is always. */
export function isInside(alternative: Alternative, world: World): boolean {
  for (let at: World | undefined = world; at !== undefined; at = at.around) {
    if (at.alternative === alternative) return true;
  }
  return false;
}

/** The part of a world in which an alternative is taken. */
export function inWorld(around: World, alternative: Alternative, side: Side): World {
  if (isInside(alternative, around)) return around;
  let world = around.inner[side].get(alternative);
  if (world === undefined) {
    world = newWorld(alternative, side, around);
    around.inner[side].set(alternative, world);
  }
  return world;
}

/** True if the alternative is taken only where another one of the world is not. */
export function isElsewhere(alternative: Alternative, world: World): boolean {
  for (let at: World | undefined = world; at !== undefined; at = at.around) {
    if (areApart(alternative, at.alternative)) return true;
  }
  return false;
}

/** Which side brought an alternative of a group to the world, if any did. */
export function takenBy(group: Group, world: World): Side | undefined {
  for (let at: World | undefined = world; at !== undefined; at = at.around) {
    if (at.alternative !== BASE && at.alternative.group.outermost === group) return at.side;
  }
  return undefined;
}
