export * from "./expression.js";
export * from "./path.js";
export * from "./sameTree.js";
export * from "./schema.js";
