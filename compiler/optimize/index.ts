export { compose } from "./compose.js";
export type { Comparison, ComparisonOperator, Condition, Junction, Membership } from "./condition.js";
export type { ElementFields, FieldKind } from "./elementFields.js";
export { elementUse } from "./elementUse.js";
export type { Remembered, Reuse, ReuseScope, Reuses } from "./expressions/reuse.js";
export { KINDS, reusesOf } from "./expressions/reusesOf.js";
export { type Growths, growthsOf } from "./growth.js";
export { indexAdvice } from "./indexAdvice.js";
export { type Optimized, optimize } from "./optimize.js";
export { plainPath } from "./plainPath.js";
export type {
  ComposedProject,
  CountOfInputs,
  CountPlan,
  CoveredProject,
  EntryCount,
  FilterStep,
  IndexedFilter,
  IndexedSort,
  IndexFilter,
  MatchCount,
  Plan,
  PushedCount,
  PushedFilter,
  Rewriting,
  Rewritten,
  RowCount,
  TopN,
} from "./plan.js";
export { isSorted } from "./plan.js";
export {
  type Conjunct,
  type Equality,
  keyPath,
  type PredicateFacts,
  predicateFacts,
  type Totality,
  totalityOf,
} from "./predicate.js";
export { type Rule, rule } from "./rule.js";
export { RULES } from "./rules/index.js";
