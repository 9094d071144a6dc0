import type { ExplainedOperator, Explanation } from "./explanation.js";

/** The plans as a Mermaid flowchart, rows flowing upwards, as READMEs and browsers draw it. */
export function explanationMermaid({ plans }: Explanation): string {
  const lines: string[] = ["flowchart BT"];
  let count = 0;
  const add = (plan: ExplainedOperator): string => {
    const name = `n${count++}`;
    const texts = [`${plan.operator} ${plan.detail}`, ...plan.accesses, `${plan.rows} rows`];
    lines.push(`  ${name}["${texts.map(escaped).join("<br>")}"]`);
    for (const input of plan.inputs) lines.push(`  ${add(input)} -->|${input.rows}| ${name}`);
    return name;
  };
  plans.forEach(add);
  return lines.join("\n");
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
