export * from "./document.js";
export * from "./function.js";
export * from "./module.js";
export * from "./null.js";
export * from "./scalars.js";
export * from "./set.js";
export * from "./struct.js";
export * from "./value.js";
