import type { Span } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import type { Value } from "../values/index.js";

const BYTES_PER_ELEMENT = 8;

/**
 * `array.append(x)` or `array.concat(x)` in a place where only the loop can hold what was made there before: that is
 * added to, which shows nowhere; anything else is copied. Undefined where the arguments do not fit. Which places are
 * such is found out in `compiler/optimize/growth.ts`.
 *
 * @param slot of the frame, where the array that was made last stands
 */
export function grow(
  run: Run,
  frame: Value[],
  slot: number,
  array: readonly Value[],
  method: string,
  argument: Value,
  applySpan: Span,
): Value | undefined {
  if (method === "concat" && !Array.isArray(argument)) return undefined;
  const added = method === "append" ? [argument] : (argument as readonly Value[]);
  run.enter(applySpan);
  run.countUnits(1);
  let grown = array;
  if (frame[slot] === array) {
    run.memory.count(added.length * BYTES_PER_ELEMENT);
    for (let i = 0; i < added.length; i++) (array as Value[]).push(added[i]!);
  } else {
    run.memory.demandRoom(array.length + added.length);
    grown = array.concat(added);
    run.memory.countElements(grown.length);
    frame[slot] = grown;
  }
  run.depth -= 1;
  return grown;
}
