import type { Rule } from "../rule.js";
import { countBelow } from "./countBelow.js";
import { countMatches } from "./countMatches.js";
import { countRows } from "./countRows.js";
import { coveredProjection } from "./coveredProjection.js";
import { filterBelowSort } from "./filterBelowSort.js";
import { filterOverIndex } from "./filterOverIndex.js";
import { filterToIndex } from "./filterToIndex.js";
import { orderFromIndex } from "./orderFromIndex.js";
import { sortThenTake } from "./sortThenTake.js";
import { stepOverIndex } from "./stepOverIndex.js";

/** All rules, in the order in which they are tried. */
export const RULES: readonly Rule[] = [
  filterToIndex,
  filterOverIndex,
  stepOverIndex,
  coveredProjection,
  orderFromIndex,
  filterBelowSort,
  sortThenTake,
  countRows,
  countMatches,
  countBelow,
];
