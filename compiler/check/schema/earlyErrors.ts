import type { Diagnostic } from "../../../grammar/index.js";
import { elaborate } from "../../types/elaborate.js";
import { inferredType } from "../display.js";
import type { TypeEnvironment } from "../environment/typeEnvironment.js";
import { Session } from "../session.js";
import type { CheckedCollection } from "./declare.js";
import { persistenceError } from "./persistence.js";

/** What is wrong with the types that a collection declares, before anything is inferred. spec/03b §5.2, step 2 */
export function earlyErrors({ item }: CheckedCollection, { shapes }: TypeEnvironment): Diagnostic[] {
  const session = new Session();
  const errors: Diagnostic[] = [];
  for (const member of item.members) {
    if (member.kind !== "field") continue;
    const { type, errors: wrong } = elaborate(member.type, { shapes, keepSpans: true });
    errors.push(...wrong);
    if (wrong.length > 0) continue;
    const error = persistenceError(member.name.text, item.name.text, type, shapes, (part) =>
      inferredType(session, shapes, part, true),
    );
    if (error !== undefined) errors.push(error);
  }
  for (const member of item.members) {
    if (member.kind !== "computed" || member.type === undefined) continue;
    errors.push(...elaborate(member.type, { shapes, keepSpans: true }).errors);
  }
  for (const member of item.members) {
    if (member.kind !== "wildcard" || member.type.kind === "any") continue;
    const message = "Top-level wildcard must have type `Any`";
    errors.push({ severity: "error", message, span: member.type.span, hints: [] });
  }
  return errors;
}
