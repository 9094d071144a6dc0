import { type Explanation, explanationMermaid, explanationText } from "../../runtime/index.js";
import type { Success } from "../client/query.js";

/** The answer of `explain` as a tree for people. */
export function planText(answer: Success): string {
  const explanation = explanationOf(answer);
  return explanation.plans.length === 0 ? "it reads no sets" : explanationText(explanation, { times: true });
}

/** The answer of `explain` as a flowchart for READMEs and browsers. */
export function planMermaid(answer: Success): string {
  return explanationMermaid(explanationOf(answer));
}

function explanationOf({ data }: Success): Explanation {
  return JSON.parse(data) as Explanation;
}
