export * from "../createApp.js";
export * from "./serve.js";
