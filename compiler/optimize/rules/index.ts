import type { Rule } from "../rule.js";
import { countBelow } from "./countBelow.js";
import { countMatches } from "./countMatches.js";
import { countPushed } from "./countPushed.js";
import { countRows } from "./countRows.js";
import { coveredProjection } from "./coveredProjection.js";
import { filterBelowConcat } from "./filterBelowConcat.js";
import { filterBelowDistinct } from "./filterBelowDistinct.js";
import { filterBelowFlatMap } from "./filterBelowFlatMap.js";
import { filterBelowProject } from "./filterBelowProject.js";
import { filterBelowReverse } from "./filterBelowReverse.js";
import { filterBelowSort } from "./filterBelowSort.js";
import { filterOverIndex } from "./filterOverIndex.js";
import { filterToIndex } from "./filterToIndex.js";
import { orderFromIndex } from "./orderFromIndex.js";
import { projectOverProject } from "./projectOverProject.js";
import { reverseIntoSort } from "./reverseIntoSort.js";
import { sortThenTake } from "./sortThenTake.js";
import { stepOverIndex } from "./stepOverIndex.js";
import { stepOverRewritten } from "./stepOverRewritten.js";
import { takeBelowProjection } from "./takeBelowProjection.js";

/** All rules, in the order in which they are tried. */
export const RULES: readonly Rule[] = [
  filterToIndex,
  filterOverIndex,
  stepOverIndex,
  coveredProjection,
  orderFromIndex,
  filterBelowSort,
  filterBelowProject,
  filterBelowConcat,
  filterBelowDistinct,
  filterBelowFlatMap,
  filterBelowReverse,
  projectOverProject,
  sortThenTake,
  reverseIntoSort,
  takeBelowProjection,
  stepOverRewritten,
  countRows,
  countMatches,
  countPushed,
  countBelow,
];
