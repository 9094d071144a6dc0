import { type Effect, problem } from "../../compiler/index.js";

const NAMES: Readonly<Record<Effect, string>> = {
  pure: "nothing",
  observation: "an observation",
  read: "a read",
  write: "a write",
};

/** spec/05 §4 */
export const invalidEffect = problem(
  "invalid_effect",
  (action: string, effect: Effect, reason: string) =>
    `${action} performs ${NAMES[effect]}, which is not allowed in ${reason}.`,
);
