export { parseSchema } from "./parseSchema.js";
export { duplicatesAcrossFiles } from "./structure/index.js";
