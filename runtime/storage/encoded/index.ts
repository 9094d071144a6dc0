export * from "./byteStore.js";
export { type EncodedOptions, EncodedStorage } from "./encodedStorage.js";
