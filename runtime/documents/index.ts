export * from "./captured.js";
export * from "./documentFields.js";
export * from "./hashOrder.js";
export * from "./lookUp.js";
export * from "./readField.js";
export * from "./retention.js";
export * from "./version.js";
