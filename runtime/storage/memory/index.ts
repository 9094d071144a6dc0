export { type MemoryOptions, MemoryStorage } from "./memoryStorage.js";
