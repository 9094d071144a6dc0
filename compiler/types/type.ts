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
