export { createLinker, linkQuery } from "./linker.js";
