import { problem, type QueryFailure } from "../../compiler/index.js";
import type { Read } from "../storage/storage.js";

const contended = problem(
  "contended_transaction",
  (what: string) => `Transaction was aborted due to detection of concurrent ${what}.`,
);

/** All retries met a conflict. spec/08 §12 */
export function contention(_reads: readonly Read[]): QueryFailure {
  return contended("modification");
}
