import { afterEach, test } from "vitest";
import { RULES, type Rule, rule, type SetOperatorKind } from "../../compiler/index.js";
import { assertFound, assertSeen } from "./optimizer/assertFound.js";

/** Rules with a fault: the property must find each, and show it with little around it. */
const FAULTS: readonly Rule[] = [
  rule("a filter is lost", (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "filter") return undefined;
    const [input] = plan.inputs;
    return input?.kind === "operator" && input.operator.kind === "documents"
      ? { kind: "indexedFilter", steps: ["pageSize"], documents: input.operator }
      : undefined;
  }),
  rule("a filter over an index is lost", (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "filter") return undefined;
    const [input] = plan.inputs;
    return input?.kind === "operator" && input.operator.kind === "indexScan"
      ? { kind: "indexFilter", steps: ["pageSize"], scan: input.operator }
      : undefined;
  }),
  rule("a projection takes an entry's values in another order", (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "project") return undefined;
    const [input] = plan.inputs;
    if (input?.kind !== "operator" || input.operator.kind !== "indexScan") return undefined;
    const { entries } = input.operator;
    const turned = { ...entries, values: [...entries.values].reverse() };
    return { kind: "coveredProject", scan: { ...input.operator, entries: turned } };
  }),
  rule("a filter over a sort is lost", (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "filter") return undefined;
    const [input] = plan.inputs;
    return input?.kind === "indexedSort"
      ? { kind: "operator", operator: { kind: "pageSize" }, inputs: plan.inputs }
      : undefined;
  }),
  ...(["project", "concat", "distinct", "flatMap", "reverse"] as const).map(lostFilter),
  rule("a filter below concat does not ask what could fail", (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "filter") return undefined;
    const [input] = plan.inputs;
    return input?.kind === "operator" && input.operator.kind === "concat"
      ? { kind: "pushedFilter", below: "reverse" }
      : undefined;
  }),
  rule("a projection over a projection is lost", (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "project") return undefined;
    const [input] = plan.inputs;
    return input?.kind === "operator" && input.operator.kind === "project"
      ? { kind: "operator", operator: { kind: "pageSize" }, inputs: plan.inputs }
      : undefined;
  }),
  rule("a count does not see a filter that was pushed", (plan) =>
    plan.kind === "count" && plan.input.kind === "pushedFilter"
      ? { kind: "countOfInputs", operator: { kind: "pageSize" } }
      : undefined,
  ),
  rule("an index is read in the other direction", (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "sort") return undefined;
    const [documents] = plan.inputs;
    if (documents?.kind !== "operator" || documents.operator.kind !== "documents") return undefined;
    const directions = plan.operator.directions.map((each) => (each === "asc" ? "desc" : "asc"));
    const sort = { ...plan.operator, directions };
    return { kind: "indexedSort", sort, input: documents, steps: [], documents: documents.operator };
  }),
  rule("a count does not see a filter", (plan) =>
    plan.kind === "count" && plan.input.kind === "indexedFilter"
      ? { kind: "countOfInputs", operator: { kind: "pageSize" } }
      : undefined,
  ),
  rule("a count does not see a take", (plan) =>
    plan.kind === "count" && plan.input.kind === "operator" && plan.input.operator.kind === "take"
      ? { kind: "countOfInputs", operator: { kind: "pageSize" } }
      : undefined,
  ),
  rule("a count goes through flatMap as through map", (plan) =>
    plan.kind === "count" && plan.input.kind === "operator" && plan.input.operator.kind === "flatMap"
      ? { kind: "countOfInputs", operator: { kind: "pageSize" } }
      : undefined,
  ),
  rule("a reverse is lost", (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "reverse") return undefined;
    const [input] = plan.inputs;
    return input?.kind === "indexedFilter" ? { ...input, steps: ["pageSize", ...input.steps] } : undefined;
  }),
  rule("a sort is not turned", (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "reverse") return undefined;
    const [input] = plan.inputs;
    return input?.kind === "indexedSort"
      ? { kind: "operator", operator: { kind: "pageSize" }, inputs: plan.inputs }
      : undefined;
  }),
  rule("a take is put below its sort", (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "take") return undefined;
    const [sort] = plan.inputs;
    return sort?.kind === "operator" && sort.operator.kind === "sort"
      ? {
          kind: "topN",
          sort: { ...sort.operator, directions: [] },
          input: sort.inputs[0]!,
          indexed: undefined,
        }
      : undefined;
  }),
];

/** One that few queries show: making what shows it small goes through thousands of others. */
const RARE_FAULT = rule("a take goes below a filter", (plan) => {
  if (plan.kind !== "operator" || plan.operator.kind !== "take") return undefined;
  const [input] = plan.inputs;
  return input?.kind === "pushedFilter" && input.below === "sort"
    ? { kind: "rewritten", how: "belowProjection", operator: plan.operator }
    : undefined;
});

function lostFilter(below: SetOperatorKind): Rule {
  return rule(`a filter over ${below} is lost`, (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "filter") return undefined;
    const [input] = plan.inputs;
    return input?.kind === "operator" && input.operator.kind === below
      ? { kind: "operator", operator: { kind: "pageSize" }, inputs: plan.inputs }
      : undefined;
  });
}

const rules = RULES as Rule[];
const { length } = rules;
afterEach(() => {
  while (rules.length > length) rules.shift();
});

test.each(FAULTS.map((fault) => [fault.name, fault] as const))(
  "found: %s",
  { timeout: 120_000 },
  async (_name, fault) => {
    rules.unshift(fault);
    await assertFound();
  },
);

test(`found, however large: ${RARE_FAULT.name}`, { timeout: 120_000 }, async () => {
  rules.unshift(RARE_FAULT);
  await assertSeen();
});
