export * from "./authenticate.js";
export * from "./byJwt.js";
export * from "./caller.js";
export * from "./databases.js";
export * from "./jwt.js";
export * from "./keySets.js";
export * from "./parseSecret.js";
export * from "./readAuthorization.js";
