export * from "./printExpression.js";
export { escapeString, printDecimal, printLiteral, printString } from "./printLiteral.js";
export * from "./printPath.js";
export * from "./printSchemaItem.js";
export * from "./typeNotation.js";
