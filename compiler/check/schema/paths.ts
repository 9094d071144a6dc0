import { type FieldPath, type Span, spanOver } from "../../../grammar/index.js";
import { accessUse, fieldUse, literalOf, named } from "../../types/build.js";
import type { Value } from "../../types/type.js";
import type { Inferring } from "../infer.js";

/** Reads the path of an index or constraint from a document, as a query would. spec/03b §5.4 */
export function checkPath(inferring: Inferring, collection: string, path: FieldPath): void {
  let value: Value = named(collection);
  let place: Span = { ...path.span, end: path.span.start };
  for (const element of path.elements) {
    const result = inferring.session.fresh(element.span);
    if (element.kind === "field") {
      const dotSpan: Span = { ...place, start: place.end, end: element.span.start };
      const whole = spanOver(path.span, element.span);
      if (!inferring.constrain(value, fieldUse(element.name, result, element.span, dotSpan), whole)) return;
    } else {
      const index = literalOf({ kind: "integer", value: BigInt(element.index) }, element.span);
      if (!inferring.constrain(value, accessUse([index], result, element.span), element.span)) return;
    }
    value = result;
    place = element.span;
  }
}
