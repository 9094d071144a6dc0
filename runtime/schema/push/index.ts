export * from "./describePlan.js";
export * from "./executePush.js";
export * from "./planPush.js";
export * from "./singleItem.js";
