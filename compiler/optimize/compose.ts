import type { FunctionIr, Ir, Place } from "../ir/ir.js";
import { codeOf, withParts } from "../ir/parts.js";
import { looksAt } from "./elementUse.js";
import { body, isElement } from "./predicate.js";

/**
 * What `outer` gives of what `inner` gives, as one function of the element of `inner`: `x => x.a > 5` after `o => { a:
 * o.total, b: … }` is `o => o.total > 5`. What it captures comes first, then what `inner` does. Undefined where `outer`
 * does anything else with an object than reading fields that it has.
 *
 * @param inner cannot fail and shows nothing (`totalityOf`): parts of it are left out, or stand in several places
 */
export function compose(outer: FunctionIr, inner: FunctionIr): FunctionIr | undefined {
  if (outer.parameterCount !== 1 || outer.variadic) return undefined;
  const { captured, localCount } = outer;
  const made = moved(body(inner.body), { captured: captured.length, local: localCount, parameter: 0 });
  const substitution = new Substitution(made);
  const composed = substitution.in(outer.body);
  if (!substitution.isWhole) return undefined;
  return {
    ...outer,
    captured: [...captured, ...inner.captured],
    localCount: localCount + inner.localCount,
    body: composed,
  };
}

/** With its variables behind others in the frame. */
function moved(ir: Ir, by: Readonly<Record<Place["part"], number>>): Ir {
  const parts = withParts(ir, (part) => moved(part, by));
  if (parts.kind !== "variable" && parts.kind !== "optional") return parts;
  const { part, index } = parts.place;
  return { ...parts, place: { part, index: index + by[part] } };
}

class Substitution {
  isWhole = true;

  constructor(private readonly made: Ir) {}

  in(ir: Ir): Ir {
    const { made } = this;
    if (made.kind !== "object") {
      if (isElement(ir)) return made;
    } else if (ir.kind === "select" && isElement(body(ir.receiver))) {
      const field = made.fields.findLast(({ name }) => name === ir.field.text);
      if (field !== undefined) return body(field.value);
    }
    // In other functions and at other times, what it is made of is something else.
    const isElsewhere = codeOf(ir)?.captured.some(({ place }) => place.part === "parameter");
    if (isElement(ir) || isElsewhere || (ir.kind === "at" && looksAt(ir.body))) this.isWhole = false;
    return withParts(ir, (part) => this.in(part));
  }
}
