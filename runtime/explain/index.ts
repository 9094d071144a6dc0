export { explainQuery } from "./explainQuery.js";
export type { ExplainedOperator, Explanation } from "./explanation.js";
export { explanationMermaid } from "./mermaid.js";
export { adviceIn, explanationText } from "./text.js";
