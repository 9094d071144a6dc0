import type { Kind } from "../../values/index.js";

/** A fault of ours: what `materialise` should have replaced reached an encoder. */
export function unmaterialised(kind: Kind): Error {
  return new Error(`a value of kind ${kind} was not materialised`);
}
