import type { Span } from "../../grammar/index.js";
import type { Alternative } from "./alternative.js";
import type { SingletonValue } from "./literal.js";

/**
 * The type algebra of the checker. A `Value` is something an expression produces, a `Use` is what a consumer asks
 * for; a `Type` can stand on both sides. Equality ignores spans, and a span is undefined where a type has no place
 * in any text. `level` is the highest level of a variable inside. spec/03 §0, §1
 *
 * Nodes are classes, not literals: V8 soon allocates literals that live as long as a check in the old generation,
 * where each dead one keeps all that it leads to alive. So checks took twice as long.
 */
export type Type =
  | AnyType
  | NeverType
  | TopType
  | SingletonType
  | NamedType
  | RecordOf<Type>
  | InterfaceType
  | TupleOf<Type>
  | FunctionOf<Type, Type>
  | UnionType
  | IntersectionType
  | DifferenceOf<Type>
  | Skolem
  | Variable;

export type Value =
  | Type
  | LiteralOf
  | RecordOf<Value>
  | TupleOf<Value>
  | FunctionOf<Use, Value>
  | Overloaded
  | DifferenceOf<Value>;

export type Use = Type | FieldUse | ApplyUse | AccessUse | ProjectionUse | OneOf | NullGuard;

/** `Any`: below and above everything. */
export class AnyType {
  readonly kind = "any";

  constructor(
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** `Never`: of expressions without a value. */
export class NeverType {
  readonly kind = "never";

  constructor(
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** Above everything; in signatures of operators only. */
export class TopType {
  readonly kind = "top";

  constructor(
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** `1`, `"a"`, `true` as written in a type. */
export class SingletonType {
  readonly kind = "singleton";

  constructor(
    readonly literal: SingletonValue,
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** `Int`, `Array<Int>`, `FooCollection`: everything that has a shape. */
export class NamedType {
  readonly kind = "named";

  constructor(
    readonly name: string,
    readonly args: readonly Type[],
    readonly span: Span | undefined,
    readonly level: number,
    /** What it stands for, once that was asked: each mention has one unfolding. Kept by `withoutNull.ts`. */
    public unfolded: Type | undefined = undefined,
  ) {}
}

/** `{ a: Int, *: Any }` */
export class RecordOf<T> {
  readonly kind = "record";

  constructor(
    readonly fields: ReadonlyMap<string, T>,
    readonly wildcard: T | undefined,
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** `{ a: Int, ... }`: one field; more are an intersection. */
export class InterfaceType {
  readonly kind = "interface";

  constructor(
    readonly field: string,
    readonly result: Type,
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** `[Int, String]` */
export class TupleOf<T> {
  readonly kind = "tuple";

  constructor(
    readonly elements: readonly T[],
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** `(a: Int, ...String) => Boolean`; the variadic type is that of each further argument. */
export class FunctionOf<P, R> {
  readonly kind = "function";

  constructor(
    readonly names: readonly (string | undefined)[],
    readonly parameters: readonly P[],
    readonly variadic: P | undefined,
    readonly variadicName: string | undefined,
    readonly result: R,
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** `Int | String`, as written or from an alias. */
export class UnionType {
  readonly kind = "union";

  constructor(
    readonly members: readonly Type[],
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** `((Int) => Int) & ((String) => String)` */
export class IntersectionType {
  readonly kind = "intersection";

  constructor(
    readonly members: readonly Type[],
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** A rigid generic of an annotation; `valid` is cleared for those that are errors: they fit everything. */
export class Skolem {
  readonly kind = "skolem";

  constructor(
    readonly name: string,
    readonly state: SkolemState,
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

export interface SkolemState {
  valid: boolean;
}

/** A mention of an inferred variable. Mentions may have spans of their own; the state is the variable. */
export class Variable {
  readonly kind = "variable";

  constructor(
    readonly state: VariableState,
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** `1` in the source. */
export class LiteralOf {
  readonly kind = "literal";

  constructor(
    readonly literal: SingletonValue,
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** A value with one form per alternative, made by annealing. */
export class Overloaded {
  readonly kind = "overloaded";

  constructor(
    readonly members: readonly Bound<Value>[],
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** A value from which null was removed: `x!`. */
export class DifferenceOf<T> {
  readonly kind = "difference";

  constructor(
    readonly value: T,
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** "Has a field usable as …". */
export class FieldUse {
  readonly kind = "fieldUse";

  constructor(
    readonly field: string,
    readonly result: Use,
    /** Of the field's name. */
    readonly span: Span | undefined,
    readonly dotSpan: Span | undefined,
    readonly level: number,
  ) {}
}

/** "Can be called with these arguments". */
export class ApplyUse {
  readonly kind = "applyUse";

  constructor(
    readonly args: readonly Value[],
    readonly result: Use,
    /** Of the argument list. */
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** "Can be indexed with these arguments". */
export class AccessUse {
  readonly kind = "accessUse";

  constructor(
    readonly args: readonly Value[],
    readonly result: Use,
    /** Of the brackets. */
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** "Can be projected with this lambda". */
export class ProjectionUse {
  readonly kind = "projectionUse";

  constructor(
    readonly projector: Value,
    readonly result: Use,
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** Counterpart of `Overloaded`: a use with one form per alternative. */
export class OneOf {
  readonly kind = "oneOf";

  constructor(
    readonly members: readonly Bound<Use>[],
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

/** Uses what is left of a value after null is removed. */
export class NullGuard {
  readonly kind = "nullGuard";

  constructor(
    readonly use: Use,
    readonly span: Span | undefined,
    readonly level: number,
  ) {}
}

const EMPTY: readonly never[] = [];

/** One bound of a variable, and the alternative under which it holds. */
export class Bound<T> {
  constructor(
    readonly type: T,
    readonly alternative: Alternative,
  ) {}
}

/** An inferred variable with what is known about it. spec/03 §4 */
export class VariableState {
  /** Both lists grow by `grown`. */
  lower: readonly Bound<Value>[] = EMPTY;
  upper: readonly Bound<Use>[] = EMPTY;
  /** Nothing more will flow into it: it stands for its lower bounds. */
  isKnown = false;
  /** Had errors: causes no more. */
  poisoned = false;
  /** All that was ever found by comparing its bounds; kept by `check/constrain.ts`. */
  comparisons: readonly object[] = EMPTY;

  constructor(
    readonly id: number,
    readonly level: number,
    /** Keeps its bounds when the comparison that made it fails, so that messages can show them. spec/03 §4 */
    readonly keepsBounds: boolean,
  ) {}
}

const ONE: unknown[] = [];
ONE.push(undefined);

/**
 * A list with an item more, in place where it had some: most have one, and an empty array grows by many. A new one is
 * a copy, for the reason that nodes are classes.
 */
export function grown<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length > 0) {
    (list as T[]).push(item);
    return list;
  }
  const sole = ONE.slice() as T[];
  sole[0] = item;
  return sole;
}

export const ANY = new AnyType(undefined, -1);
export const NEVER = new NeverType(undefined, -1);
export const TOP = new TopType(undefined, -1);

const GROUND = -1;

export function highestLevel(nodes: Iterable<{ readonly level: number }>): number {
  let level = GROUND;
  for (const node of nodes) if (node.level > level) level = node.level;
  return level;
}

export function anyAt(span: Span | undefined): AnyType {
  return new AnyType(span, GROUND);
}

export function neverAt(span: Span | undefined): NeverType {
  return new NeverType(span, GROUND);
}

export function named(name: string, args: readonly Type[] = EMPTY, span?: Span): NamedType {
  return new NamedType(name, args, span, highestLevel(args));
}

export const NULL: NamedType = named("Null");
export const BOOLEAN: NamedType = named("Boolean");

export function singleton(literal: SingletonValue, span?: Span): SingletonType {
  return new SingletonType(literal, span, GROUND);
}

export function literalOf(literal: SingletonValue, span: Span | undefined): LiteralOf {
  return new LiteralOf(literal, span, GROUND);
}

export function record<T extends { readonly level: number }>(
  fields: ReadonlyMap<string, T>,
  wildcard: T | undefined,
  span: Span | undefined,
): RecordOf<T> {
  const level = Math.max(highestLevel(fields.values()), wildcard?.level ?? GROUND);
  return new RecordOf(fields, wildcard, span, level);
}

export function interfaceOf(field: string, result: Type, span: Span | undefined): InterfaceType {
  return new InterfaceType(field, result, span, result.level);
}

export function tuple<T extends { readonly level: number }>(
  elements: readonly T[],
  span: Span | undefined,
): TupleOf<T> {
  return new TupleOf(elements, span, highestLevel(elements));
}

export function functionOf<P extends { readonly level: number }, R extends { readonly level: number }>(
  parts: Omit<FunctionOf<P, R>, "kind" | "level">,
): FunctionOf<P, R> {
  const { names, parameters, variadic, variadicName, result, span } = parts;
  const level = Math.max(highestLevel(parameters), variadic?.level ?? GROUND, result.level);
  return new FunctionOf(names, parameters, variadic, variadicName, result, span, level);
}

export function union(members: readonly Type[], span: Span | undefined): UnionType {
  return new UnionType(members, span, highestLevel(members));
}

export function intersection(members: readonly Type[], span: Span | undefined): IntersectionType {
  return new IntersectionType(members, span, highestLevel(members));
}

export function skolem(name: string, state: SkolemState, level: number, span: Span | undefined): Skolem {
  return new Skolem(name, state, span, level);
}

export function variable(state: VariableState, span: Span | undefined): Variable {
  return new Variable(state, span, state.level);
}

export function overloaded(members: Overloaded["members"], span: Span | undefined): Overloaded {
  return new Overloaded(members, span, levelOfMembers(members));
}

export function oneOf(members: OneOf["members"], span: Span | undefined): OneOf {
  return new OneOf(members, span, levelOfMembers(members));
}

function levelOfMembers(members: readonly Bound<Value | Use>[]): number {
  return highestLevel(members.flatMap(({ alternative, type }) => [type, alternative.group]));
}

export function difference<T extends { readonly level: number }>(
  value: T,
  span: Span | undefined,
): DifferenceOf<T> {
  return new DifferenceOf(value, span, value.level);
}

export function nullGuard(use: Use): NullGuard {
  return new NullGuard(use, use.span, use.level);
}

export function fieldUse(
  field: string,
  result: Use,
  span: Span | undefined,
  dotSpan: Span | undefined,
): FieldUse {
  return new FieldUse(field, result, span, dotSpan, result.level);
}

export function applyUse(args: readonly Value[], result: Use, span: Span | undefined): ApplyUse {
  return new ApplyUse(args, result, span, Math.max(highestLevel(args), result.level));
}

export function accessUse(args: readonly Value[], result: Use, span: Span | undefined): AccessUse {
  return new AccessUse(args, result, span, Math.max(highestLevel(args), result.level));
}

export function projectionUse(projector: Value, result: Use, span: Span | undefined): ProjectionUse {
  return new ProjectionUse(projector, result, span, Math.max(projector.level, result.level));
}

/** The same value seen at another place. */
export function at<T extends Value | Use>(type: T, span: Span | undefined): T;
export function at(type: Value | Use, span: Span | undefined): Value | Use {
  switch (type.kind) {
    // Most are one of these; a copy of anything is slow.
    case "variable":
      return variable(type.state, span);
    case "named":
      return new NamedType(type.name, type.args, span, type.level);
    default:
      return { ...type, span };
  }
}

/** True if the type is the named type `Null`. */
export function isNull(type: Value | Use): boolean {
  return type.kind === "named" && type.name === "Null";
}
