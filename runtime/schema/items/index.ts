export * from "./definitionItems.js";
export * from "./itemDefinition.js";
