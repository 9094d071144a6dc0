export { type Convert, linkAnswer } from "./answers.js";
export { createLinker, linkQuery } from "./linker.js";
