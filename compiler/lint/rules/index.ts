import type { LintRule } from "../lintRule.js";
import { missingIndex } from "./missingIndex.js";

/** All rules. */
export const LINT_RULES: readonly LintRule[] = [missingIndex];
