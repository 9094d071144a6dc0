import { rule } from "../rule.js";

/**
 * The matches of a filter are counted where they lie, in an index or in the stored versions; so are those of a filter over
 * an index.
 *
 *     Count
 *     └ IndexedFilter .status == s      ⇒    MatchCount .status == s
 *       └ IndexScan Order.byStatus(s)        └ IndexScan Order.byStatus(s)
 *
 * Legal: entries that settle the whole predicate stand for one document each; otherwise the predicate is asked of every
 * document, as counting does, and of documents with the same value in the one field that it looks at only once. Where it
 * fails, or shows how often it ran, everything is counted as it was.
 */
export const countMatches = rule("count-matches", (plan) => {
  if (plan.kind !== "count") return undefined;
  const { input } = plan;
  if (input.kind === "indexFilter") return { kind: "entryCount", steps: input.steps, scan: input.scan };
  if (input.kind !== "indexedFilter") return undefined;
  return { kind: "matchCount", steps: input.steps, documents: input.documents };
});
