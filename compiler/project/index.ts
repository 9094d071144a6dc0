export { checkProject, type ParsedSchema, type ProjectTexts, parseSchemaFiles } from "./checkProject.js";
export { schemaEnvironment } from "./schemaEnvironment.js";
