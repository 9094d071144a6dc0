export * from "./sourceFiles.js";
export * from "./submission.js";
