export * from "./boundedCache.js";
