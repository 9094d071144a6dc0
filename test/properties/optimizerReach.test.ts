import fc from "fast-check";
import { expect, test } from "vitest";
import { RULES } from "../../compiler/index.js";
import { type ExplainedOperator, FqlError } from "../../runtime/index.js";
import { query } from "./optimizer/queries.js";
import { openWorld, world } from "./optimizer/world.js";

/** What the rules do, told by the plan that ran. */
const WAYS: Readonly<Record<string, (node: ExplainedOperator, text: string) => boolean>> = {
  "a filter by an index": (node) => node.operator === "IndexedFilter" && node.accesses.length > 0,
  "rows counted": (node) => node.operator === "RowCount" && node.rows > 0,
  "matches counted in an index": (node) => node.operator === "MatchCount" && node.accesses.length > 0,
  "matches counted in stored versions": (node) =>
    node.operator === "MatchCount" && node.accesses.length === 0 && node.rows > 0,
  "entries of an index filtered": (node) => node.operator === "IndexFilter" && node.rows > 0 && isLeaf(node),
  "entries that pass counted": (node) => node.operator === "EntryCount" && node.rows > 0,
  "a projection of what an index holds": (node) => node.operator === "CoveredProject" && node.rows > 0,
  "a filter below a sort": (node) => isPushedBelow(node, "IndexedSort"),
  "a filter below a map": (node) =>
    isPushedBelow(node, "Project") && node.inputs[0]!.inputs.some(({ accesses }) => accesses.length > 0),
  "a filter below concat": (node) => isPushedBelow(node, "Concat") && node.rows > 0,
  "a filter below distinct": (node) => isPushedBelow(node, "Distinct") && node.rows > 0,
  "a filter below flatMap": (node) =>
    isPushedBelow(node, "Documents") &&
    node.inputs.some(({ operator, rows }) => /Filter/.test(operator) && rows > 0),
  "a filter below reverse": (node) => isPushedBelow(node, "IndexedFilter") && node.rows > 0,
  "a filter counted below what it stood on": (node) =>
    node.operator === "PushedCount" && node.rows > 0 && node.inputs.length > 0,
  "a projection of what was not made": (node) =>
    node.operator === "ComposedProject" && node.inputs.some(({ inputs }) => inputs.every(isLeaf)),
  "an order from an index": (node) => node.operator === "IndexedSort" && node.accesses.length > 0,
  "first rows by an index": (node) => node.operator === "TopN" && node.accesses.length > 0,
  "first rows by stored versions": (node) =>
    isLeaf(node) && node.operator === "TopN" && node.accesses.length === 0 && node.rows > 0,
  "whether a filter finds something, by an index": (node, text) =>
    node.operator === "MatchCount" && node.accesses.length > 0 && /\.(isEmpty|nonEmpty)\(\)$/.test(text),
  "any and every by an index": (node, text) =>
    node.operator === "MatchCount" && node.accesses.length > 0 && /s\.(any|every)\(/.test(text),
  "any over an index": (node, text) => node.operator === "EntryCount" && /s\.(any|every)\(/.test(text),
  "a negation as a range": (node) =>
    node.accesses.length > 0 && /^\(?x => !\(+x\.n >= 3\)+$/.test(node.detail),
  "a negation asked of each value": (node) =>
    node.accesses.length > 0 && /^\(?x => x\.q != D\.byId\(1\)\)?$/.test(node.detail),
  "two indexes for one filter": (node) => node.accesses.some((each) => each.startsWith("also ")),
  "an index read backwards": ({ operator, accesses, detail }) =>
    /^(TopN|IndexedSort)$/.test(operator) &&
    /^C\.inOrder\(/.test(accesses[0] ?? "") &&
    /desc\(\.n\)$/.test(detail),
  "first rows below a projection": (node) =>
    node.operator === "Project" && node.inputs.some(({ operator }) => operator === "TopN"),
  "a predicate asked once for each value": (node) =>
    node.accesses.length > 0 && /^\(?x => \(*x\.q!\.x (==|<|\+)[^&|]*$/.test(node.detail),
  "a join by a hash table of a field": (node) => /hash of C by \.m/.test(JSON.stringify(node.accesses)),
  "a join by two tables": (node) => /hash of C by \.m, \.w/.test(JSON.stringify(node.accesses)),
  "a join by a table of keys": (node) => /hash of C by [^.]/.test(JSON.stringify(node.accesses)),
};
const AT_LEAST = 5;

test("queries of the property reach all rules", { timeout: 600_000 }, async () => {
  const reached = new Map(Object.keys(WAYS).map((way) => [way, 0]));
  const rules = new Set<string>();
  const queries = fc.array(query, { minLength: 40, maxLength: 40 });
  for (const [each, texts] of fc.sample(fc.tuple(world, queries), { numRuns: 180, seed: 3 })) {
    const { optimized, past } = await openWorld(each);
    for (const text of texts) {
      for (const node of await nodesOf(optimized, `let past = Time("${past}")\n${text}`, rules)) {
        for (const [way, isTaken] of Object.entries(WAYS)) {
          if (isTaken(node, text)) reached.set(way, reached.get(way)! + 1);
        }
      }
    }
  }
  const seldom = [...reached].filter(([, times]) => times < AT_LEAST);
  expect(seldom).toEqual([]);
  expect([...rules].sort()).toEqual(RULES.map(({ name }) => name).sort());
});

async function nodesOf(
  database: Awaited<ReturnType<typeof openWorld>>["optimized"],
  text: string,
  rules: Set<string>,
): Promise<readonly ExplainedOperator[]> {
  try {
    const { plans, rules: fired } = await database.explain(text);
    for (const name of fired) rules.add(name);
    return plans.flatMap(withInputs);
  } catch (error) {
    if (error instanceof FqlError) return [];
    throw error;
  }
}

function withInputs(node: ExplainedOperator): readonly ExplainedOperator[] {
  return [node, ...node.inputs.flatMap(withInputs)];
}

function isPushedBelow(node: ExplainedOperator, operator: string): boolean {
  return node.operator === "PushedFilter" && node.inputs.some((input) => input.operator === operator);
}

function isLeaf(node: ExplainedOperator): boolean {
  return node.inputs.length === 0;
}
