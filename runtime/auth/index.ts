export * from "./parseSecret.js";
export * from "./readAuthorization.js";
