export { compileRegex, type Regex, type RegexMatch } from "./regex.js";
