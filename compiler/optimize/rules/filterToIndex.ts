import { rule } from "../rule.js";

/**
 * A filter of a collection reads the documents that an index lists for one of its conditions, instead of all documents.
 *
 *     Filter .email == e            IndexedFilter .email == e
 *     └ Documents Customer     ⇒    └ IndexScan Customer.byEmail(e)
 *
 * Which index, and whether any, is settled when the plan runs: only then the values compared with are known.
 *
 * Legal: an index lists every document for which the condition holds (engine §2), and they are put in order of id. A
 * document that is left out would have failed the condition: conditions before it, and it itself, are total.
 */
export const filterToIndex = rule("filter-to-index", (plan) => {
  if (plan.kind !== "operator" || plan.operator.kind !== "filter") return undefined;
  const [input] = plan.inputs;
  if (input?.kind !== "operator" || input.operator.kind !== "documents") return undefined;
  return { kind: "indexedFilter", steps: ["filter"], documents: input.operator };
});
