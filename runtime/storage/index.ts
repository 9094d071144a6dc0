export * from "./encoded/index.js";
export * from "./memory/index.js";
export * from "./storage.js";
