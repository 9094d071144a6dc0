import { rule } from "../rule.js";

/**
 * The documents of a collection, or the entries of an index, are counted by the store.
 *
 *     Count
 *     └ Documents Order        ⇒    RowCount Order
 *
 * Legal: the store's number is used only where it is exact for the snapshot, where no row has a time to live and the
 * query wrote none, and where the caller may read everything; else rows are counted one by one, without documents.
 */
export const countRows = rule("count-rows", (plan) => {
  if (plan.kind !== "count" || plan.input.kind !== "operator") return undefined;
  const { operator } = plan.input;
  return operator.kind === "documents" || operator.kind === "indexScan"
    ? { kind: "rowCount", source: operator }
    : undefined;
});
