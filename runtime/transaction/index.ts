export * from "./bufferedTransaction.js";
export * from "./runAhead.js";
export * from "./runTransaction.js";
export * from "./transaction.js";
