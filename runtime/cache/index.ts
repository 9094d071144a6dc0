export * from "./boundedCache.js";
export * from "./remembered.js";
