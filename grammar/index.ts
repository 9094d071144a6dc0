export * from "./ast/index.js";
export * from "./diagnostic.js";
export * from "./renderDiagnostic.js";
export * from "./span.js";
