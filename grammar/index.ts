export * from "./ast/index.js";
export * from "./diagnostic.js";
export * from "./span.js";
