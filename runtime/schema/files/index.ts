export * from "./followDefinitions.js";
export * from "./parseFile.js";
export * from "./sourceFiles.js";
export * from "./submission.js";
