import type { Span } from "../../grammar/index.js";
import type { SingletonValue } from "./literal.js";
import {
  AccessUse,
  AnyType,
  ApplyUse,
  type Bound,
  DifferenceOf,
  FieldUse,
  FunctionOf,
  InterfaceType,
  IntersectionType,
  LiteralOf,
  NamedType,
  NeverType,
  NullGuard,
  OneOf,
  Overloaded,
  ProjectionUse,
  RecordOf,
  SingletonType,
  Skolem,
  type SkolemState,
  TupleOf,
  type Type,
  UnionType,
  type Use,
  type Value,
  Variable,
  type VariableState,
} from "./type.js";

/**
 * Makes the nodes of the type algebra (`type.ts`): of its parts, each works out the level of the node, which is that of
 * the deepest variable inside.
 */

const EMPTY: readonly never[] = [];

/** The level of a type without variables. */
const GROUND = -1;

/** `Any`, at no place. */
export const ANY = new AnyType(undefined, GROUND);
/** `Never`, at no place. */
export const NEVER = new NeverType(undefined, GROUND);

function highestLevel(nodes: Iterable<{ readonly level: number }>): number {
  let level = GROUND;
  for (const node of nodes) if (node.level > level) level = node.level;
  return level;
}

/** `Any`, at a place. */
export function anyAt(span: Span | undefined): AnyType {
  return new AnyType(span, GROUND);
}

/** `Never`, at a place. */
export function neverAt(span: Span | undefined): NeverType {
  return new NeverType(span, GROUND);
}

/** `Int`, `Array<Int>` */
export function named(name: string, args: readonly Type[] = EMPTY, span?: Span): NamedType {
  return new NamedType(name, args, span, highestLevel(args));
}

/** `Null`, at no place. */
export const NULL: NamedType = named("Null");
/** `Boolean`, at no place. */
export const BOOLEAN: NamedType = named("Boolean");

/** `1`, `"a"` as written in a type. */
export function singleton(literal: SingletonValue, span?: Span): SingletonType {
  return new SingletonType(literal, span, GROUND);
}

/** The value that a literal is. */
export function literalOf(literal: SingletonValue, span: Span | undefined): LiteralOf {
  return new LiteralOf(literal, span, GROUND);
}

/** `{ a: Int, *: Any }` */
export function record<T extends { readonly level: number }>(
  fields: ReadonlyMap<string, T>,
  wildcard: T | undefined,
  span: Span | undefined,
): RecordOf<T> {
  const level = Math.max(highestLevel(fields.values()), wildcard?.level ?? GROUND);
  return new RecordOf(fields, wildcard, span, level);
}

/** `{ a: Int, ... }` */
export function interfaceOf(field: string, result: Type, span: Span | undefined): InterfaceType {
  return new InterfaceType(field, result, span, result.level);
}

/** `[Int, String]` */
export function tuple<T extends { readonly level: number }>(
  elements: readonly T[],
  span: Span | undefined,
): TupleOf<T> {
  return new TupleOf(elements, span, highestLevel(elements));
}

/** `(a: Int, ...String) => Boolean` */
export function functionOf<P extends { readonly level: number }, R extends { readonly level: number }>(
  parts: Omit<FunctionOf<P, R>, "kind" | "level">,
): FunctionOf<P, R> {
  const { names, parameters, variadic, variadicName, result, span } = parts;
  const level = Math.max(highestLevel(parameters), variadic?.level ?? GROUND, result.level);
  return new FunctionOf(names, parameters, variadic, variadicName, result, span, level);
}

/** `Int | String` */
export function union(members: readonly Type[], span: Span | undefined): UnionType {
  return new UnionType(members, span, highestLevel(members));
}

/** `A & B` */
export function intersection(members: readonly Type[], span: Span | undefined): IntersectionType {
  return new IntersectionType(members, span, highestLevel(members));
}

/** A rigid generic of an annotation. */
export function skolem(name: string, state: SkolemState, level: number, span: Span | undefined): Skolem {
  return new Skolem(name, state, span, level);
}

/** A mention of a variable. */
export function variable(state: VariableState, span: Span | undefined): Variable {
  return new Variable(state, span, state.level);
}

/** A value with one form per alternative. */
export function overloaded(members: Overloaded["members"], span: Span | undefined): Overloaded {
  return new Overloaded(members, span, levelOfMembers(members));
}

/** A use with one form per alternative. */
export function oneOf(members: OneOf["members"], span: Span | undefined): OneOf {
  return new OneOf(members, span, levelOfMembers(members));
}

function levelOfMembers(members: readonly Bound<Value | Use>[]): number {
  return highestLevel(members.flatMap(({ alternative, type }) => [type, alternative.group]));
}

/** What is left of a value without null. */
export function difference<T extends { readonly level: number }>(
  value: T,
  span: Span | undefined,
): DifferenceOf<T> {
  return new DifferenceOf(value, span, value.level);
}

/** A use of what is left of a value without null. */
export function nullGuard(use: Use): NullGuard {
  return new NullGuard(use, use.span, use.level);
}

/** "Has a field usable as …". */
export function fieldUse(
  field: string,
  result: Use,
  span: Span | undefined,
  dotSpan: Span | undefined,
): FieldUse {
  return new FieldUse(field, result, span, dotSpan, result.level);
}

/** "Can be called with these arguments". */
export function applyUse(args: readonly Value[], result: Use, span: Span | undefined): ApplyUse {
  return new ApplyUse(args, result, span, Math.max(highestLevel(args), result.level));
}

/** "Can be indexed with these arguments". */
export function accessUse(args: readonly Value[], result: Use, span: Span | undefined): AccessUse {
  return new AccessUse(args, result, span, Math.max(highestLevel(args), result.level));
}

/** "Can be projected with this lambda". */
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
