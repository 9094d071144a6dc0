export type { DialectName } from "./dialect.js";
export { typescriptDeclarations } from "./typescriptDeclarations.js";
