export * from "./catalog/catalog.js";
export * from "./effect.js";
export * from "./library.js";
export * from "./problems/problem.js";
