export * from "./authenticate.js";
export * from "./caller.js";
export * from "./databases.js";
export * from "./parseSecret.js";
export * from "./readAuthorization.js";
