import type { Diagnostic } from "../../../grammar/index.js";

/** The error of a query that was refused before it ran. spec/08 §3.2 */
export function rejection({ length }: readonly Diagnostic[]): {
  readonly code: string;
  readonly message: string;
} {
  return {
    code: "invalid_query",
    message: `The query failed ${length} validation check${length === 1 ? "" : "s"}`,
  };
}
