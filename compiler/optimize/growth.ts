import type { FunctionIr, Ir, MethodCall, Place } from "../ir/ir.js";
import { codeOf, partsOf } from "../ir/parts.js";

/** Looks at an array, or with `Object.` before it at an object, and keeps no hold of it. */
const READS: ReadonlySet<string> = new Set([
  "any",
  "at",
  "every",
  "first",
  "hasPath",
  "includes",
  "indexOf",
  "isEmpty",
  "keys",
  "last",
  "lastIndexOf",
  "nonEmpty",
]);

/** Of a function whose result takes the place of its first parameter, as that of a `fold`: where that just gets longer. */
export interface Growths {
  /** The calls, with a number for each place in the parameter that grows. */
  readonly calls: ReadonlyMap<Ir, number>;
  readonly places: number;
}

const NONE: Growths = { calls: new Map(), places: 0 };

/**
 * Finds the calls that make longer an array or object which the function is given and gives back: `(all, x) =>
 * all.append(x)`, `(sum, x) => { list: sum.list.concat(x), n: sum.n + 1 }`, `(o, x) => Object.assign(o, x)`. What such a call made in the step before, nobody but the loop
 * can hold, if nothing else is done with it than looking: so it may be added to, instead of copied, and a fold that
 * builds an array takes time linear in its length. The first step copies, since others may hold what it begins with.
 */
export function growthsOf(code: FunctionIr): Growths {
  if (code.parameterCount !== 2 || code.variadic) return NONE;
  const tails = tailsOf(code.body);
  const calls = new Map<Ir, number>();
  const kept = new Set<Ir>(tails);
  const fields: string[] = [];
  let places = 0;
  for (const tail of tails) {
    if (isGrowth(tail, isAccumulator)) {
      calls.set(tail, 0);
      places = 1;
    }
  }
  if (places === 0) {
    for (const tail of tails) if (tail.kind === "object") noteFields(tail, calls, kept, fields);
    places = fields.length;
  }
  if (places === 0 || !onlyLooks(code.body, { calls, kept, fields })) return NONE;
  return { calls, places };
}

/** What a function may give back. */
function tailsOf(ir: Ir): readonly Ir[] {
  switch (ir.kind) {
    case "sequence":
      return tailsOf(ir.steps[ir.steps.length - 1]!.value);
    case "conditional":
      return ir.otherwise === undefined ? tailsOf(ir.then) : [...tailsOf(ir.then), ...tailsOf(ir.otherwise)];
    default:
      return [ir];
  }
}

function isGrowth(ir: Ir, ofWhat: (receiver: Ir) => boolean): ir is MethodCall {
  if (ir.kind !== "methodCall") return false;
  const { method, args } = ir;
  if (isOfObject(ir)) return method.text === "assign" && args.length === 2 && ofWhat(args[0]!);
  return (method.text === "append" || method.text === "concat") && args.length === 1 && ofWhat(ir.receiver);
}

/** `Object.f(…)` */
function isOfObject({ receiver }: MethodCall): boolean {
  return receiver.kind === "global" && receiver.name === "Object";
}

/** What a method is about, and what it is given besides. */
function subjectOf(call: MethodCall): readonly [subject: Ir | undefined, others: readonly Ir[]] {
  return isOfObject(call) ? [call.args[0], call.args.slice(1)] : [call.receiver, call.args];
}

/** `{ list: sum.list.append(x) }`: a field that is made of itself. Later fields must not look at what it was. */
function noteFields(
  object: Extract<Ir, { kind: "object" }>,
  calls: Map<Ir, number>,
  kept: Set<Ir>,
  fields: string[],
): void {
  object.fields.forEach(({ name, value }, i) => {
    const isField = (ir: Ir) => fieldOf(ir) === name;
    if (isField(value)) kept.add(value);
    if (!isGrowth(value, isField)) return;
    if (object.fields.slice(i + 1).some((later) => mentions(later.value, isField))) return;
    const known = fields.indexOf(name);
    calls.set(value, known < 0 ? fields.push(name) - 1 : known);
  });
}

interface Found {
  readonly calls: ReadonlyMap<Ir, number>;
  /** What is given back as it is. */
  readonly kept: ReadonlySet<Ir>;
  /** The fields that grow; none where the parameter itself does. */
  readonly fields: readonly string[];
}

/** Whether nothing else is done with what grows than looking at it. */
function onlyLooks(ir: Ir, found: Found): boolean {
  const { calls, kept, fields } = found;
  const grows = (each: Ir) =>
    fields.length === 0
      ? isAccumulator(each)
      : fields.includes(fieldOf(each) ?? "") && each.kind === "select";
  if (codeOf(ir)?.captured.some(({ place }) => isFirst(place))) return false;
  if (grows(ir) || isAccumulator(ir)) return kept.has(ir);
  switch (ir.kind) {
    case "methodCall": {
      const [subject, others] = subjectOf(ir);
      if (subject !== undefined && grows(subject) && (calls.has(ir) || READS.has(ir.method.text))) {
        return others.every((each) => onlyLooks(each, found));
      }
      break;
    }
    case "access":
      if (grows(ir.receiver)) return ir.args.every((each) => onlyLooks(each, found));
      break;
    case "select":
      if (grows(ir.receiver) && ir.field.text === "length") return true;
      if (fields.length > 0 && fieldOf(ir) !== undefined) return true;
      break;
  }
  return partsOf(ir).every((part) => onlyLooks(part, found));
}

function mentions(ir: Ir, what: (ir: Ir) => boolean): boolean {
  return what(ir) || partsOf(ir).some((part) => mentions(part, what));
}

/** The `f` of `accumulator.f`. */
function fieldOf(ir: Ir): string | undefined {
  return ir.kind === "select" && isAccumulator(ir.receiver) ? ir.field.text : undefined;
}

function isAccumulator(ir: Ir): boolean {
  return ir.kind === "variable" && isFirst(ir.place);
}

function isFirst(place: Place): boolean {
  return place.part === "parameter" && place.index === 0;
}
