export * from "./memory/index.js";
export * from "./storage.js";
