export * from "./ast/index.js";
export * from "./diagnostic.js";
export * from "./editText.js";
export * from "./fql/assembleTemplate.js";
export * from "./fql/parse.js";
export { isPlainName, RESERVED_WORDS } from "./names.js";
export * from "./print/index.js";
export * from "./renderDiagnostic.js";
export * from "./span.js";
