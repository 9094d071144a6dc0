export * from "./diffItems.js";
export * from "./patchFiles.js";
