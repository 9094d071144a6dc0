import { ANY, applyUse, named, nullGuard } from "../types/build.js";
import { isValueOf, sameLiteral } from "../types/literal.js";
import type {
  ApplyUse,
  FieldUse,
  FunctionOf,
  InterfaceType,
  LiteralOf,
  NamedType,
  RecordOf,
  SingletonType,
  TupleOf,
  Type,
  Use,
  Value,
} from "../types/type.js";
import { unfold, withoutNull } from "../types/withoutNull.js";
import { compareAccess } from "./access.js";
import { type Comparer, type Comparison, type Pair, TRIVIAL, Unfolded } from "./comparison.js";
import {
  cannotAccess,
  cannotProject,
  genericAsType,
  missingField,
  notAFunction,
  notSubtype,
  notTheValue,
  typeAsGeneric,
  wrongArity,
  wrongLength,
} from "./failures.js";
import { compareProjection } from "./projection.js";
import { compareRecord, readField } from "./records.js";

/** Rows 12 to 51 of spec/03 §3: neither side is a variable, a union or an overload that has to be split first. */
export function compareStructure(c: Comparer, pair: Pair): Comparison {
  const { value, use } = pair;
  if (value.kind === "difference") return c.passedOn(pair, value.value, nullGuard(use));
  switch (use.kind) {
    case "nullGuard": {
      const rest = withoutNull(value, c.shapes);
      return rest === undefined ? c.fits(pair) : c.passedOn(pair, rest, use.use);
    }
    case "skolem":
      return compareGeneric(c, pair);
    default:
      return compareForm(c, pair) ?? compareAlias(c, pair) ?? c.fails(pair, mismatch(c, pair));
  }
}

/** Rows 14 to 16. */
function compareGeneric(c: Comparer, pair: Pair): Comparison {
  const { value, use } = pair;
  if (value.kind === "skolem" && !value.state.valid) return TRIVIAL;
  if (use.kind === "skolem" && !use.state.valid) return TRIVIAL;
  if (value.kind === "skolem") {
    if (use.kind === "skolem") {
      if (value.name === use.name) return c.fits(pair);
      return c.fails(pair, genericAsType(value, use, value.span ?? use.span ?? c.callSite));
    }
    if (use.kind === "any") return c.fits(pair);
    return c.fails(pair, genericAsType(value, use, use.span ?? value.span ?? c.callSite));
  }
  if (use.kind !== "skolem") return TRIVIAL;
  if (value.kind === "any" || value.kind === "never") return c.fits(pair);
  return c.fails(pair, typeAsGeneric(value, use, value.span ?? use.span ?? c.callSite));
}

/** Rows 14 to 44: decided by the form of both sides; undefined where none matches. */
function compareForm(c: Comparer, pair: Pair): Comparison | undefined {
  const { value, use } = pair;
  switch (value.kind) {
    case "literal":
    case "singleton":
      return compareLiteral(c, pair, value);
    case "named":
      return compareNamed(c, pair, value) ?? compareTop(c, pair);
    case "record":
      return compareRecordForm(c, pair, value) ?? compareTop(c, pair);
    case "interface":
      return compareInterface(c, pair, value) ?? compareTop(c, pair);
    case "tuple":
      return compareTuple(c, pair, value) ?? compareTop(c, pair) ?? widenTuple(c, pair, value);
    case "function": {
      const call = asCall(use);
      return call === undefined ? compareTop(c, pair) : compareCall(c, pair, value, call);
    }
    case "any":
      return compareAny(c, pair);
    case "never":
      return c.fits(pair);
    case "skolem":
      return compareGeneric(c, pair);
    default:
      return compareTop(c, pair);
  }
}

/** Rows 41 and 42 for values that are not `Any`. */
function compareTop(c: Comparer, pair: Pair): Comparison | undefined {
  return pair.use.kind === "any" ? c.fits(pair) : undefined;
}

/** Rows 19 to 21. */
function compareLiteral(c: Comparer, pair: Pair, value: LiteralOf | SingletonType): Comparison {
  const { use } = pair;
  if (use.kind === "any") return c.fits(pair);
  if (use.kind === "named" && isValueOf(value.literal, use.name)) return c.fits(pair);
  if (use.kind === "singleton") {
    if (sameLiteral(value.literal, use.literal)) return c.fits(pair);
    return c.fails(pair, notTheValue(value, use, c.callSite));
  }
  return c.passedOn(pair, c.session.primaryType(value), use);
}

const WIDER: ReadonlyMap<string, readonly string[]> = new Map([
  ["Int", ["Number", "Long"]],
  ["Long", ["Number"]],
  ["Double", ["Number", "Float"]],
  ["Float", ["Double"]],
]);

/** Rows 17, 18, 26, 28, 32 and 34 to 38. */
function compareNamed(c: Comparer, pair: Pair, value: NamedType): Comparison | undefined {
  const { use } = pair;
  switch (use.kind) {
    case "named":
      if (value.name === use.name) {
        return compareArguments(c, pair, value.args, use.args);
      }
      return WIDER.get(value.name)?.includes(use.name) === true ? c.fits(pair) : undefined;
    case "fieldUse":
    case "interface": {
      const field = c.shapes.get(value.name)?.fields.get(use.field);
      if (field === undefined) return undefined;
      return c.passedOn(pair, c.signature(field, value, "value", pair), use.result);
    }
    case "applyUse":
    case "function": {
      const apply = c.shapes.get(value.name)?.apply;
      if (apply === undefined) return undefined;
      return c.passedOn(pair, c.signature(apply, value, "value", pair), use);
    }
    case "accessUse": {
      const access = c.shapes.get(value.name)?.access;
      if (access === undefined) return undefined;
      const call = applyUse(use.args, use.result, use.span);
      return c.passedOn(pair, c.signature(access, value, "value", pair), call);
    }
    case "projectionUse":
      return compareProjection(c, pair, value, use);
    default:
      return undefined;
  }
}

/** Rows 23, 24, 29, 31 and 33. */
function compareRecordForm(c: Comparer, pair: Pair, value: RecordOf<Value>): Comparison | undefined {
  const { use } = pair;
  switch (use.kind) {
    case "record":
      return compareRecord(c, pair, value, use);
    case "fieldUse":
    case "interface":
      return readField(c, pair, value, use.field, use.result, fieldSpans(use));
    case "accessUse":
      return compareAccess(c, pair, value, use);
    case "projectionUse":
      return compareProjection(c, pair, value, use);
    default:
      return undefined;
  }
}

function fieldSpans(use: FieldUse | InterfaceType): Pick<FieldUse, "span" | "dotSpan"> {
  return { span: use.span, dotSpan: use.kind === "fieldUse" ? use.dotSpan : undefined };
}

/** Rows 25 and 33. */
function compareInterface(c: Comparer, pair: Pair, value: InterfaceType): Comparison | undefined {
  const { use } = pair;
  switch (use.kind) {
    case "fieldUse":
    case "interface": {
      if (value.field === use.field) return c.passedOn(pair, value.result, use.result);
      const { span, dotSpan } = fieldSpans(use);
      return c.fails(pair, missingField(value, use.field, span, dotSpan));
    }
    case "projectionUse":
      return compareProjection(c, pair, value, use);
    default:
      return undefined;
  }
}

/** Rows 22 and 30. */
function compareTuple(c: Comparer, pair: Pair, value: TupleOf<Value>): Comparison | undefined {
  const { use } = pair;
  if (use.kind === "accessUse") return compareAccess(c, pair, value, use);
  if (use.kind !== "tuple") return undefined;
  const { length } = value.elements;
  if (length !== use.elements.length) {
    return c.fails(pair, wrongLength(value, use.elements.length, length, c.callSite));
  }
  return c.all(
    pair,
    value.elements.map((element, index) => c.flow(pair, element, use.elements[index]!)),
  );
}

/** Row 17: arguments are covariant. Most types have none or one. */
function compareArguments(
  c: Comparer,
  pair: Pair,
  values: readonly Type[],
  uses: readonly Type[],
): Comparison {
  if (values.length === 0) return c.fits(pair);
  if (values.length === 1) return c.passedOn(pair, values[0]!, uses[0]!);
  return c.all(
    pair,
    values.map((arg, index) => c.flow(pair, arg, uses[index]!)),
  );
}

/** Row 44: to anything but another tuple, a tuple is an array of what its elements have in common. */
function widenTuple(c: Comparer, pair: Pair, value: TupleOf<Value>): Comparison | undefined {
  const { use, valueAlternative } = pair;
  const isWidening =
    use.kind === "projectionUse" ||
    use.kind === "fieldUse" ||
    use.kind === "interface" ||
    use.kind === "accessUse" ||
    (use.kind === "named" && use.name === "Array");
  if (!isWidening) return undefined;
  const element = c.session.fresh(undefined, c.session.level, true);
  const parts = value.elements.map((each) => c.compare(each, valueAlternative, element, valueAlternative));
  parts.push(c.flow(pair, named("Array", [element], value.span), use));
  return c.all(pair, parts);
}

/** What a use as a function asks for. */
interface Call {
  readonly args: readonly Value[];
  readonly result: Use;
  readonly span: ApplyUse["span"];
}

function asCall(use: Use): Call | undefined {
  if (use.kind === "applyUse") return use;
  if (use.kind === "function") return { args: use.parameters, result: use.result, span: use.span };
  return undefined;
}

/** Row 27: arguments flow into parameters, the result flows back. */
function compareCall(c: Comparer, pair: Pair, value: FunctionOf<Use, Value>, call: Call): Comparison {
  const expected = value.parameters.length;
  const received = call.args.length;
  if (received < expected || (received > expected && value.variadic === undefined)) {
    return c.fails(pair, wrongArity(expected, received, call.span ?? c.callSite));
  }
  const parts = call.args.map((arg, index) =>
    c.flowBack(pair, arg, value.parameters[index] ?? value.variadic!),
  );
  parts.push(c.flow(pair, value.result, call.result));
  return c.all(pair, parts);
}

/** Rows 39 to 41. */
function compareAny(c: Comparer, pair: Pair): Comparison {
  const { use } = pair;
  switch (use.kind) {
    case "applyUse":
    case "function":
    case "accessUse":
    case "fieldUse":
    case "interface":
      return c.passedOn(pair, ANY, use.result);
    case "named":
      return c.all(
        pair,
        use.args.map((arg) => c.flow(pair, ANY, arg)),
      );
    default:
      return c.fits(pair);
  }
}

/** Rows 45 and 46: what a named type stands for. */
function compareAlias(c: Comparer, pair: Pair): Comparison | undefined {
  const { value, use, valueAlternative } = pair;
  if (value.kind === "named") {
    const alias = unfold(value, c.shapes);
    if (alias !== undefined) {
      const comparison = c.flow(pair, alias, use);
      return comparison === TRIVIAL ? TRIVIAL : new Unfolded(value, valueAlternative, comparison);
    }
  }
  if (use.kind === "named") {
    const alias = unfold(use, c.shapes);
    if (alias !== undefined) return c.passedOn(pair, value, alias);
  }
  return undefined;
}

/** Rows 47 to 51. */
function mismatch(c: Comparer, { value, use }: Pair) {
  switch (use.kind) {
    case "applyUse":
    case "function":
      return notAFunction(value, use.span, c.callSite);
    case "accessUse":
      return cannotAccess(value, use.span);
    case "fieldUse":
    case "interface": {
      const { span, dotSpan } = fieldSpans(use);
      return missingField(value, use.field, span, dotSpan);
    }
    case "projectionUse":
      return cannotProject(value, c.callSite);
    default:
      return notSubtype(value, use, c.callSite);
  }
}
