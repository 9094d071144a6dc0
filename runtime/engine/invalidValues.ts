import { type Diagnostic, PLACEHOLDER, type Source, span, syntaxError } from "../../grammar/index.js";
import type { Decoded } from "../queryRequest.js";

/** Template values that could not be decoded, each at its placeholder. spec/01 §7, spec/08 §2.3 */
export function invalidValues(values: readonly Decoded[], source: Source): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  let from = 0;
  for (const value of values) {
    const start = source.text!.indexOf(PLACEHOLDER, from);
    from = start + PLACEHOLDER.length;
    if (!value.ok) diagnostics.push(syntaxError(value.reason, span(source, start, from)));
  }
  return diagnostics;
}
