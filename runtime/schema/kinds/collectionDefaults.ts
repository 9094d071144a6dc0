import type { ConstraintFailure } from "../../../compiler/index.js";
import { parseExpression } from "../../../grammar/index.js";
import type { Run } from "../../call/index.js";
import { evaluateDefault } from "../../documents/index.js";
import { failureText } from "../../problems/writes.js";
import type { Part } from "../part.js";
import { failure } from "./kind.js";

/** Every default is evaluated once when its definition is written. spec/06 §6.4 */
export function defaultsFailures(run: Run, definition: Part): readonly ConstraintFailure[] {
  return definition.entries("fields").flatMap(([name, field]) => {
    const text = field.text("default");
    if (text === undefined) return [];
    const source = { name: `*field:${name}*`, text };
    const parsed = parseExpression(text, { source });
    if (!parsed.ok) return [];
    const result = evaluateDefault(run, run.schema.linker.linkExpression(parsed.value, source));
    return "reason" in result ? [failure([name], failureText.defaultFailed(result.reason))] : [];
  });
}
