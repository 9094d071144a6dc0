export * from "./materialise.js";
