export { isMark, type OutlineGroup, type OutlinePart, outlineMembers, outlineSchema } from "./outline.js";
export { parseSchema } from "./parseSchema.js";
export { duplicatesAcrossFiles } from "./structure/index.js";
