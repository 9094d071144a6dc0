export * from "./parseFiles.js";
export * from "./pushFiles.js";
