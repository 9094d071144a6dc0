import type { Plan } from "./plan.js";

/** A step from a plan to one that gives the same with less. One rule a file, in `rules/`. */
export interface Rule {
  /** As `explain` shows it. */
  readonly name: string;
  /** The plan that takes the place of `plan`; undefined where the rule does not fit. Inputs are optimized already. */
  apply(plan: Plan): Plan | undefined;
}

export function rule(name: string, apply: Rule["apply"]): Rule {
  return { name, apply };
}
