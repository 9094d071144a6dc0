export type { Comparison, ComparisonOperator, Condition, Junction, Membership } from "./condition.js";
export type { ElementFields, FieldKind } from "./elementFields.js";
export { elementUse } from "./elementUse.js";
export { type Growths, growthsOf } from "./growth.js";
export { indexAdvice } from "./indexAdvice.js";
export { type Optimized, optimize } from "./optimize.js";
export { plainPath } from "./plainPath.js";
export type {
  CountOfInputs,
  CountPlan,
  CoveredProject,
  EntryCount,
  FilteredSort,
  FilterStep,
  IndexedFilter,
  IndexedSort,
  IndexFilter,
  MatchCount,
  Plan,
  RowCount,
  TopN,
} from "./plan.js";
export {
  type Conjunct,
  isTotalProjection,
  keyPath,
  type PredicateFacts,
  predicateFacts,
} from "./predicate.js";
export { type Rule, rule } from "./rule.js";
export { RULES } from "./rules/index.js";
