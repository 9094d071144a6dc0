import type { FunctionIr, Ir, Place } from "../ir/ir.js";
import { codeOf, partsOf, withParts } from "../ir/parts.js";
import { isElement, looksAt } from "./elementUse.js";
import { body } from "./predicate.js";

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
  /** Of what was made: these may be left out. */
  private readonly total = new Set<Ir>();

  constructor(private readonly made: Ir) {
    this.noteParts(made);
  }

  private noteParts(ir: Ir): void {
    this.total.add(ir);
    for (const part of partsOf(ir)) this.noteParts(part);
  }

  in(ir: Ir): Ir {
    if (ir.kind === "select") {
      const receiver = body(ir.receiver);
      const object = isElement(receiver) ? this.made : this.in(receiver);
      const field = this.total.has(object) ? fieldOf(object, ir.field.text) : undefined;
      if (field !== undefined) return field;
      if (object === this.made && object.kind === "object") this.isWhole = false;
      return { ...ir, receiver: object };
    }
    if (isElement(ir)) {
      if (this.made.kind === "object") this.isWhole = false;
      return this.made;
    }
    // In other functions and at other times, what it is made of is something else.
    const isElsewhere = codeOf(ir)?.captured.some(({ place }) => place.part === "parameter");
    if (isElsewhere || (ir.kind === "at" && looksAt(ir.body))) this.isWhole = false;
    return withParts(ir, (part) => this.in(part));
  }
}

/** What `.name` is of an object that is made, or of a projection; undefined where that must be looked at. */
function fieldOf(ir: Ir, name: string): Ir | undefined {
  const made = ir.kind === "project" ? body(ir.code.body) : ir;
  if (made.kind !== "object") return undefined;
  const field = made.fields.findLast((each) => each.name === name);
  const value = field && body(field.value);
  if (ir.kind !== "project") return value;
  return value?.kind === "select" ? { ...value, receiver: ir.base } : undefined;
}
