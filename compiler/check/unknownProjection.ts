import type { Diagnostic, LambdaSource } from "../../grammar/index.js";
import type { Use, Value, VariableState } from "../types/type.js";
import type { Inferring } from "./infer.js";

const INVALID_PROJECTION = "Invalid projection on a unknown type. Use function signatures to fix the issue.";

/** Projections of parameters whose type nothing tells: a signature could not be written down. spec/03b §2.2 */
export function unknownProjection(body: LambdaSource, inferring: Inferring): Diagnostic[] {
  const value = inferring.types.get(body);
  if (value?.kind !== "function") return [];
  const met = new Set<VariableState>();
  const errors: Diagnostic[] = [];
  const visit = (use: Use | Value): void => {
    if (use.kind === "projectionUse" && use.span !== undefined) {
      errors.push({ severity: "error", message: INVALID_PROJECTION, span: use.span, hints: [] });
    }
    if (use.kind !== "variable" || met.has(use.state)) return;
    met.add(use.state);
    for (const { type } of use.state.upper) visit(type);
  };
  value.parameters.forEach(visit);
  return errors;
}
