export { lintCode, lintItem } from "./lint.js";
export type { LintFinding, LintRule, LintSchema } from "./lintRule.js";
export { LINT_RULES } from "./rules/index.js";
