export { ANSI, type Paint, PLAIN } from "./colour.js";
export * from "./diffItems.js";
export * from "./patchFiles.js";
export { type DocumentChanges, semanticText } from "./semanticText.js";
export { textualText } from "./textualText.js";
export { summaryText } from "./title.js";
