import type { Shape } from "../../compiler/index.js";
import type { SetValue } from "../values/index.js";

/** The set without inputs at the bottom of a set; of `concat`, of the first one. */
export function sourceOf(set: SetValue): SetValue {
  let source = set;
  while ((source.shape as Shape).inputs.length > 0) source = source.slots[0] as SetValue;
  return source;
}
