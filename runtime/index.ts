export { DEFAULT_LIMITS, type Limits } from "./call/index.js";
export * from "./embedded/index.js";
export { hostSurroundings, type Surroundings, seededSurroundings } from "./engine/index.js";
export {
  adviceIn,
  type ExplainedOperator,
  type Explanation,
  explanationMermaid,
  explanationText,
} from "./explain/index.js";
export type { QueryStats } from "./queryRequest.js";
export { library } from "./stdlib/library.js";
export { MemoryStorage } from "./storage/memory/index.js";
export type { Storage } from "./storage/storage.js";
