import type { Plan } from "./plan.js";
import type { Rule } from "./rule.js";
import { RULES } from "./rules/index.js";

export interface Optimized {
  readonly plan: Plan;
  /** Names of the rules that changed it, in order. */
  readonly fired: readonly string[];
}

/** Applies rules to a plan, whose inputs are optimized already, until none fits. */
export function optimize(plan: Plan, rules: readonly Rule[] = RULES): Optimized {
  const fired: string[] = [];
  let current = plan;
  for (;;) {
    const step = firstFitting(current, rules);
    if (step === undefined) return { plan: current, fired };
    fired.push(step.name);
    current = step.plan;
  }
}

function firstFitting(plan: Plan, rules: readonly Rule[]): { name: string; plan: Plan } | undefined {
  for (const { name, apply } of rules) {
    const changed = apply(plan);
    if (changed !== undefined) return { name, plan: changed };
  }
  return undefined;
}
