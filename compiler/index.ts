export * from "./catalog/catalog.js";
export * from "./effect.js";
export * from "./ir/ir.js";
export * from "./library.js";
export * from "./plan/index.js";
export * from "./problems/problem.js";
export * from "./resolve/resolve.js";
