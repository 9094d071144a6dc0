import type { ExplainedOperator, Explanation } from "./explanation.js";

/**
 * A plan as a tree:
 *
 *     Project { name }                    rows 1
 *     └ IndexedFilter .email == email     rows 1 of about 1   entries 1
 *       └ Customer.byEmail("a@example.com")
 */
export function explanationText(explanation: Explanation, options: { readonly times: boolean }): string {
  const lines = explanation.plans.flatMap((plan) => treeLines(plan, "", "", options.times));
  const width = Math.max(0, ...lines.map(({ tree, facts }) => (facts === "" ? 0 : tree.length)));
  const text = lines.map(({ tree, facts }) => (facts === "" ? tree : `${tree.padEnd(width)}   ${facts}`));
  const advice = [...rowsSavedIn(explanation.plans)].map(([line, saved]) => {
    const gain = saved > 0 ? `save reading ${saved} document${saved === 1 ? "" : "s"}` : "serve it";
    return `hint: an index would ${gain}: ${line}`;
  });
  return [...text, ...advice].join("\n");
}

interface Line {
  readonly tree: string;
  readonly facts: string;
}

function treeLines(plan: ExplainedOperator, first: string, rest: string, times: boolean): readonly Line[] {
  const head = { tree: `${first}${plan.operator} ${plan.detail}`.trimEnd(), facts: factsOf(plan, times) };
  const accesses = plan.accesses.map((each) => ({ tree: `${rest}└ ${each}`, facts: "" }));
  const inputs = plan.inputs.flatMap((input) => treeLines(input, `${rest}└ `, `${rest}  `, times));
  return [head, ...accesses, ...inputs];
}

function factsOf(plan: ExplainedOperator, times: boolean): string {
  const expected = plan.estimatedRows === undefined ? "" : ` of about ${plan.estimatedRows}`;
  const facts = [`rows ${plan.rows}${expected}`];
  if (plan.documentsRead > 0) facts.push(`documents ${plan.documentsRead}`);
  if (plan.entriesRead > 0) facts.push(`entries ${plan.entriesRead}`);
  if (plan.pages > 1) facts.push(`pages ${plan.pages}`);
  if (times) facts.push(`${plan.milliseconds.toFixed(2)} ms`);
  return facts.join("   ");
}

/** Lines of FSL that would serve what nothing serves, each once. */
export function adviceIn(plans: readonly ExplainedOperator[]): readonly string[] {
  return [...rowsSavedIn(plans).keys()];
}

/** By line of advice, how many documents need not have been read. */
function rowsSavedIn(
  plans: readonly ExplainedOperator[],
  saved: Map<string, number> = new Map(),
): ReadonlyMap<string, number> {
  for (const plan of plans) {
    const { advice, rows, inputs } = plan;
    if (advice !== undefined) saved.set(advice, (saved.get(advice) ?? 0) + documentsBelow(plan) - rows);
    rowsSavedIn(inputs, saved);
  }
  return saved;
}

function documentsBelow({ documentsRead, inputs }: ExplainedOperator): number {
  return inputs.reduce((sum, each) => sum + documentsBelow(each), documentsRead);
}
