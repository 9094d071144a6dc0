export * from "./bound.js";
export * from "./build.js";
export * from "./consume.js";
export { withoutRepeats } from "./distinct.js";
export * from "./initialPageSize.js";
export type { Page, Position } from "./operator.js";
export * from "./projection.js";
export { inSetLambda, SET_FUNCTIONS, verdict } from "./setLambda.js";
export { sortBy } from "./sort.js";
