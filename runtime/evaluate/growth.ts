import type { Span } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import {
  extendStruct,
  isStruct,
  OrderedStruct,
  orderedAssign,
  type Struct,
  structSize,
  type Value,
} from "../values/index.js";

const BYTES_PER_ELEMENT = 8;

/**
 * `array.append(x)`, `array.concat(x)` or `Object.assign(object, x)` in a place where only the loop can hold what was made
 * there before: that is added to, which shows nowhere; anything else is copied. Undefined where the operands do not fit.
 * Which places are such is found out in `compiler/optimize/growth.ts`.
 *
 * @param slot of the frame, where what was made last stands
 */
export function grow(
  run: Run,
  frame: Value[],
  slot: number,
  method: string,
  receiver: Value,
  args: readonly Value[],
  applySpan: Span,
): Value | undefined {
  const [grown, more] = method === "assign" ? args : [receiver, method === "append" ? args : args[0]];
  const isOfArrays = Array.isArray(grown) && Array.isArray(more);
  if (!isOfArrays && !(isStruct(grown) && isStruct(more))) return undefined;
  run.enter(applySpan);
  run.countUnits(1);
  if (isOfArrays)
    frame[slot] = longer(run, grown as Value[], more as readonly Value[], frame[slot] === grown);
  else if (isStruct(grown) && isStruct(more)) frame[slot] = larger(run, grown, more, frame[slot] === grown);
  run.depth -= 1;
  return frame[slot];
}

function longer(run: Run, array: Value[], more: readonly Value[], isOwn: boolean): Value {
  if (isOwn) {
    run.memory.count(more.length * BYTES_PER_ELEMENT);
    for (let i = 0; i < more.length; i++) array.push(more[i]!);
    return array;
  }
  run.memory.demandRoom(array.length + more.length);
  const copy = array.concat(more);
  run.memory.countElements(copy.length);
  return copy;
}

function larger(run: Run, struct: Struct, more: Struct, isOwn: boolean): Value {
  if (isOwn && struct instanceof OrderedStruct) {
    run.memory.count(structSize(more) * BYTES_PER_ELEMENT);
    extendStruct(struct, more);
    return struct;
  }
  const copy = orderedAssign(struct, more);
  run.memory.countElements(structSize(copy));
  return copy;
}
