export { type CompletionItem, type Completions, completionsAt } from "./completions.js";
