export { collectionItem } from "./collectionItem.js";
export * from "./definitionItems.js";
export * from "./itemDefinition.js";
