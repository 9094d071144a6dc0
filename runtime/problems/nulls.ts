import { problem } from "../../compiler/index.js";
import type { Hint, Span } from "../../grammar/index.js";
import type { NullCause } from "../values/index.js";

/** What `!` says of a null, by its cause; of one that a null document left, it says what the document is. spec/04 §5 */
export const nullValue = problem("null_value", (cause: Exclude<NullCause, { kind: "nullDocument" }>) => {
  switch (cause.kind) {
    case "literal":
      return "Null literal value";
    case "missingField":
      return `Null value, due to missing field \`${cause.field}\``;
    case "invalidNumber":
      return "Null value, due to invalid number";
    case "noElement":
      return `Null value, due to ${cause.reason}`;
    case "permissionDenied":
      return "Null value, due to permission denied";
  }
});

export function nullCreatedHere(origin: Span): Hint {
  return { kind: "hint", message: "Null value created here", span: origin };
}

/** Overlap: same source, and the origin starts or ends within the error's span, both ends included. spec/05 §2.5 */
export function overlaps(origin: Span, error: Span): boolean {
  if (origin.source.name !== error.source.name) return false;
  const within = (position: number) => position >= error.start && position <= error.end;
  return within(origin.start) || within(origin.end);
}
