import type { Run } from "../call/index.js";
import { typeName } from "../call/index.js";
import { typeMismatch } from "../problems/calls.js";
import { Null, type SetValue, type Value } from "../values/index.js";

/** Why the lambdas of sets may not write. spec/05 §4 */
export const SET_FUNCTIONS = "set functions";

/**
 * Runs lambdas of a set's last operator: below the frames of the place where that was appended, at its time, reading
 * at most. spec/05 §1.2, §2.4
 */
export function inSetLambda<T>(run: Run, set: SetValue, body: () => T): T {
  const { depth, at } = run;
  const { frames } = set;
  for (let i = frames.length - 1; i >= 0; i--) run.enter(frames[i]!);
  run.at = set.at;
  const result = run.limited("read", SET_FUNCTIONS, body);
  run.depth = depth;
  run.at = at;
  return result;
}

/** What a predicate said; complaints about it know only the place where the set was built. spec/05 §7 "Predicates" */
export function verdict(answer: Value, set: SetValue): boolean {
  if (typeof answer === "boolean") return answer;
  if (answer instanceof Null) return false;
  throw complaint(set, "Boolean", answer);
}

/** That a lambda of the set's last operator returned something else than it must. */
export function complaint(set: SetValue, expected: string, received: Value) {
  const failure = typeMismatch(expected, typeName(received));
  failure.frames = set.frames;
  return failure;
}
