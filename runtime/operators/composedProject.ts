import type { Shape } from "../../compiler/index.js";
import { Lambda, type Run } from "../call/index.js";
import type { SetValue } from "../values/index.js";
import type { PhysicalOperator } from "./operator.js";
import { composedOver, pushed } from "./pushed.js";
import type { Reading } from "./pushedFilter.js";

/** A projection of projected documents, as one of the documents. Where it does more with what those became, `projected` does it. */
export function composedProjectOperator(
  projected: PhysicalOperator,
  { planFor, countOf }: Reading,
): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      const composed = composedSet(run, set, countOf);
      return composed === undefined
        ? projected.page(run, set, backward, from, wanted)
        : planFor(run, composed).page(run, composed, backward, from, wanted);
    },
  };
}

/** The set over the input of the projection below, which may stand below filters. */
function composedSet(run: Run, set: SetValue, countOf: Reading["countOf"]): SetValue | undefined {
  const input = set.slots[0] as SetValue;
  const isFilter = (input.shape as Shape).operator.kind === "filter";
  const projection = isFilter ? pushed(run, input, countOf) : input;
  if (projection === undefined || !areOfOneText(set, projection)) return undefined;
  return composedOver(run, set, projection);
}

/** Nulls tell where they arose, in the text of the code that made them. */
function areOfOneText({ slots: [, outer] }: SetValue, { slots: [, inner] }: SetValue): boolean {
  return outer instanceof Lambda && inner instanceof Lambda && outer.code.text === inner.code.text;
}
