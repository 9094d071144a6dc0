export * from "./followDefinitions.js";
export * from "./sourceFiles.js";
export * from "./submission.js";
