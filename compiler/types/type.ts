import type { Span } from "../../grammar/index.js";
import type { Alternative } from "./alternative.js";
import type { SingletonValue } from "./literal.js";

/**
 * The type algebra of the checker. A `Value` is something an expression produces, a `Use` is what a consumer asks
 * for; a `Type` can stand on both sides. Equality ignores spans, and a span is undefined where a type has no place
 * in any text. `level` is the highest level of a variable inside. spec/03 §0, §1
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
export interface AnyType {
  readonly kind: "any";
  readonly span: Span | undefined;
  readonly level: number;
}

/** `Never`: of expressions without a value. */
export interface NeverType {
  readonly kind: "never";
  readonly span: Span | undefined;
  readonly level: number;
}

/** Above everything; in signatures of operators only. */
export interface TopType {
  readonly kind: "top";
  readonly span: Span | undefined;
  readonly level: number;
}

/** `1`, `"a"`, `true` as written in a type. */
export interface SingletonType {
  readonly kind: "singleton";
  readonly literal: SingletonValue;
  readonly span: Span | undefined;
  readonly level: number;
}

/** `Int`, `Array<Int>`, `FooCollection`: everything that has a shape. */
export interface NamedType {
  readonly kind: "named";
  readonly name: string;
  readonly args: readonly Type[];
  readonly span: Span | undefined;
  readonly level: number;
  /** What it stands for, once that was asked: each mention has one unfolding. Kept by `withoutNull.ts`. */
  unfolded: Type | undefined;
}

/** `{ a: Int, *: Any }` */
export interface RecordOf<T> {
  readonly kind: "record";
  readonly fields: ReadonlyMap<string, T>;
  readonly wildcard: T | undefined;
  readonly span: Span | undefined;
  readonly level: number;
}

/** `{ a: Int, ... }`: one field; more are an intersection. */
export interface InterfaceType {
  readonly kind: "interface";
  readonly field: string;
  readonly result: Type;
  readonly span: Span | undefined;
  readonly level: number;
}

/** `[Int, String]` */
export interface TupleOf<T> {
  readonly kind: "tuple";
  readonly elements: readonly T[];
  readonly span: Span | undefined;
  readonly level: number;
}

/** `(a: Int, ...String) => Boolean`; the variadic type is that of each further argument. */
export interface FunctionOf<P, R> {
  readonly kind: "function";
  readonly names: readonly (string | undefined)[];
  readonly parameters: readonly P[];
  readonly variadic: P | undefined;
  readonly variadicName: string | undefined;
  readonly result: R;
  readonly span: Span | undefined;
  readonly level: number;
}

/** `Int | String`, as written or from an alias. */
export interface UnionType {
  readonly kind: "union";
  readonly members: readonly Type[];
  readonly span: Span | undefined;
  readonly level: number;
}

/** `((Int) => Int) & ((String) => String)` */
export interface IntersectionType {
  readonly kind: "intersection";
  readonly members: readonly Type[];
  readonly span: Span | undefined;
  readonly level: number;
}

/** A rigid generic of an annotation; `valid` is cleared for those that are errors: they fit everything. */
export interface Skolem {
  readonly kind: "skolem";
  readonly name: string;
  readonly state: SkolemState;
  readonly span: Span | undefined;
  readonly level: number;
}

export interface SkolemState {
  valid: boolean;
}

/** A mention of an inferred variable. Mentions may have spans of their own; the state is the variable. */
export interface Variable {
  readonly kind: "variable";
  readonly state: VariableState;
  readonly span: Span | undefined;
  readonly level: number;
}

/** `1` in the source. */
export interface LiteralOf {
  readonly kind: "literal";
  readonly literal: SingletonValue;
  readonly span: Span | undefined;
  readonly level: number;
}

/** A value with one form per alternative, made by annealing. */
export interface Overloaded {
  readonly kind: "overloaded";
  readonly members: readonly { readonly alternative: Alternative; readonly type: Value }[];
  readonly span: Span | undefined;
  readonly level: number;
}

/** A value from which null was removed: `x!`. */
export interface DifferenceOf<T> {
  readonly kind: "difference";
  readonly value: T;
  readonly span: Span | undefined;
  readonly level: number;
}

/** "Has a field usable as …". */
export interface FieldUse {
  readonly kind: "fieldUse";
  readonly field: string;
  readonly result: Use;
  /** Of the field's name. */
  readonly span: Span | undefined;
  readonly dotSpan: Span | undefined;
  readonly level: number;
}

/** "Can be called with these arguments". */
export interface ApplyUse {
  readonly kind: "applyUse";
  readonly args: readonly Value[];
  readonly result: Use;
  /** Of the argument list. */
  readonly span: Span | undefined;
  readonly level: number;
}

/** "Can be indexed with these arguments". */
export interface AccessUse {
  readonly kind: "accessUse";
  readonly args: readonly Value[];
  readonly result: Use;
  /** Of the brackets. */
  readonly span: Span | undefined;
  readonly level: number;
}

/** "Can be projected with this lambda". */
export interface ProjectionUse {
  readonly kind: "projectionUse";
  readonly projector: Value;
  readonly result: Use;
  readonly span: Span | undefined;
  readonly level: number;
}

/** Counterpart of `Overloaded`: a use with one form per alternative. */
export interface OneOf {
  readonly kind: "oneOf";
  readonly members: readonly { readonly alternative: Alternative; readonly type: Use }[];
  readonly span: Span | undefined;
  readonly level: number;
}

/** Uses what is left of a value after null is removed. */
export interface NullGuard {
  readonly kind: "nullGuard";
  readonly use: Use;
  readonly span: Span | undefined;
  readonly level: number;
}

/** One bound of a variable, and the alternative under which it holds. */
export interface Bound<T> {
  readonly type: T;
  readonly alternative: Alternative;
}

/** An inferred variable with what is known about it. spec/03 §4 */
export interface VariableState {
  readonly id: number;
  readonly level: number;
  /** Both lists grow by `grown`. */
  lower: readonly Bound<Value>[];
  upper: readonly Bound<Use>[];
  /** Had errors: causes no more. */
  poisoned: boolean;
  /** Keeps its bounds when the comparison that made it fails, so that messages can show them. spec/03 §4 */
  readonly keepsBounds: boolean;
  /** All that was ever found by comparing its bounds; kept by `check/constrain.ts`. */
  comparisons: readonly object[];
}

/** A list with an item more, in place where it had some: most have one, and an empty array grows by many. */
export function grown<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item);
  return list;
}

export const ANY: AnyType = { kind: "any", span: undefined, level: -1 };
export const NEVER: NeverType = { kind: "never", span: undefined, level: -1 };
export const TOP: TopType = { kind: "top", span: undefined, level: -1 };

const GROUND = -1;

export function highestLevel(nodes: Iterable<{ readonly level: number }>): number {
  let level = GROUND;
  for (const node of nodes) if (node.level > level) level = node.level;
  return level;
}

export function anyAt(span: Span | undefined): AnyType {
  return { kind: "any", span, level: GROUND };
}

export function neverAt(span: Span | undefined): NeverType {
  return { kind: "never", span, level: GROUND };
}

const EMPTY: readonly never[] = [];

export function named(name: string, args: readonly Type[] = EMPTY, span?: Span): NamedType {
  return { kind: "named", name, args, span, level: highestLevel(args), unfolded: undefined };
}

export const NULL: NamedType = named("Null");
export const BOOLEAN: NamedType = named("Boolean");

export function singleton(literal: SingletonValue, span?: Span): SingletonType {
  return { kind: "singleton", literal, span, level: GROUND };
}

export function literalOf(literal: SingletonValue, span: Span | undefined): LiteralOf {
  return { kind: "literal", literal, span, level: GROUND };
}

export function record<T extends { readonly level: number }>(
  fields: ReadonlyMap<string, T>,
  wildcard: T | undefined,
  span: Span | undefined,
): RecordOf<T> {
  const level = Math.max(highestLevel(fields.values()), wildcard?.level ?? GROUND);
  return { kind: "record", fields, wildcard, span, level };
}

export function interfaceOf(field: string, result: Type, span: Span | undefined): InterfaceType {
  return { kind: "interface", field, result, span, level: result.level };
}

export function tuple<T extends { readonly level: number }>(
  elements: readonly T[],
  span: Span | undefined,
): TupleOf<T> {
  return { kind: "tuple", elements, span, level: highestLevel(elements) };
}

export function functionOf<P extends { readonly level: number }, R extends { readonly level: number }>(
  parts: Omit<FunctionOf<P, R>, "kind" | "level">,
): FunctionOf<P, R> {
  const { names, parameters, variadic, variadicName, result, span } = parts;
  const level = Math.max(highestLevel(parameters), variadic?.level ?? GROUND, result.level);
  return { kind: "function", names, parameters, variadic, variadicName, result, span, level };
}

export function union(members: readonly Type[], span: Span | undefined): UnionType {
  return { kind: "union", members, span, level: highestLevel(members) };
}

export function intersection(members: readonly Type[], span: Span | undefined): IntersectionType {
  return { kind: "intersection", members, span, level: highestLevel(members) };
}

export function skolem(name: string, state: SkolemState, level: number, span: Span | undefined): Skolem {
  return { kind: "skolem", name, state, span, level };
}

export function variable(state: VariableState, span: Span | undefined): Variable {
  return { kind: "variable", state, span, level: state.level };
}

export function overloaded(members: Overloaded["members"], span: Span | undefined): Overloaded {
  return { kind: "overloaded", members, span, level: levelOfMembers(members) };
}

export function oneOf(members: OneOf["members"], span: Span | undefined): OneOf {
  return { kind: "oneOf", members, span, level: levelOfMembers(members) };
}

function levelOfMembers(
  members: readonly { readonly alternative: Alternative; readonly type: { readonly level: number } }[],
): number {
  return highestLevel(members.flatMap(({ alternative, type }) => [type, alternative.group]));
}

export function difference<T extends { readonly level: number }>(
  value: T,
  span: Span | undefined,
): DifferenceOf<T> {
  return { kind: "difference", value, span, level: value.level };
}

export function nullGuard(use: Use): NullGuard {
  return { kind: "nullGuard", use, span: use.span, level: use.level };
}

export function fieldUse(
  field: string,
  result: Use,
  span: Span | undefined,
  dotSpan: Span | undefined,
): FieldUse {
  return { kind: "fieldUse", field, result, span, dotSpan, level: result.level };
}

export function applyUse(args: readonly Value[], result: Use, span: Span | undefined): ApplyUse {
  return { kind: "applyUse", args, result, span, level: Math.max(highestLevel(args), result.level) };
}

export function accessUse(args: readonly Value[], result: Use, span: Span | undefined): AccessUse {
  return { kind: "accessUse", args, result, span, level: Math.max(highestLevel(args), result.level) };
}

export function projectionUse(projector: Value, result: Use, span: Span | undefined): ProjectionUse {
  return {
    kind: "projectionUse",
    projector,
    result,
    span,
    level: Math.max(projector.level, result.level),
  };
}

/** The same value seen at another place. */
export function at<T extends Value | Use>(type: T, span: Span | undefined): T;
export function at(type: Value | Use, span: Span | undefined): Value | Use {
  switch (type.kind) {
    // Most are one of these; a copy of anything is slow.
    case "variable":
      return variable(type.state, span);
    case "named":
      return {
        kind: "named",
        name: type.name,
        args: type.args,
        span,
        level: type.level,
        unfolded: undefined,
      };
    default:
      return { ...type, span };
  }
}

/** True if the type is the named type `Null`. */
export function isNull(type: Value | Use): boolean {
  return type.kind === "named" && type.name === "Null";
}
