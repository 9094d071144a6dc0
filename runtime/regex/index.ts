export type { RegexMatch } from "./match.js";
export { compileRegex, type Regex } from "./regex.js";
