import type { Rule } from "../rule.js";
import { filterToIndex } from "./filterToIndex.js";
import { sortThenTake } from "./sortThenTake.js";
import { stepOverIndex } from "./stepOverIndex.js";

/** All rules, in the order in which they are tried. */
export const RULES: readonly Rule[] = [filterToIndex, stepOverIndex, sortThenTake];
