export { buildEntries } from "./buildEntries.js";
export * from "./finishTransaction.js";
export * from "./internalFields.js";
export * from "./linkSchema.js";
export * from "./lookUpDefinition.js";
export * from "./nativeCollections.js";
export * from "./readDefinitions.js";
export * from "./schemaWrites.js";
export * from "./writeDefinition.js";
