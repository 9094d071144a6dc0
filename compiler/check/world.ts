import { type Alternative, areApart, BASE, type Group } from "../types/alternative.js";

/**
 * The alternatives that a comparison is part of. Variables are shared by all, so what was found by comparing their
 * bounds includes what concerns other alternatives only. spec/03 §6.3
 */
export interface World {
  readonly alternative: Alternative;
  readonly around: World | undefined;
  /** The worlds inside that were met: one for each alternative. */
  readonly inner: Map<Alternative, World>;
}

export function newWorld(): World {
  return { alternative: BASE, around: undefined, inner: new Map() };
}

/** True if the alternative is one of those of the world. The base is always. */
export function isInside(alternative: Alternative, world: World): boolean {
  for (let at: World | undefined = world; at !== undefined; at = at.around) {
    if (at.alternative === alternative) return true;
  }
  return false;
}

/** The part of a world in which an alternative is taken. */
export function inWorld(around: World, alternative: Alternative): World {
  if (isInside(alternative, around)) return around;
  let world = around.inner.get(alternative);
  if (world === undefined) {
    world = { alternative, around, inner: new Map() };
    around.inner.set(alternative, world);
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

/** True if one of the alternatives of a group is one of those of the world. */
export function isTaken(group: Group, world: World): boolean {
  for (let at: World | undefined = world; at !== undefined; at = at.around) {
    if (at.alternative !== BASE && at.alternative.group.outermost === group) return true;
  }
  return false;
}
