export * from "./expression.js";
export * from "./path.js";
export * from "./schema.js";
