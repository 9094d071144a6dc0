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
  TopType,
  TupleOf,
  type Type,
  UnionType,
  type Use,
  type Value,
  Variable,
  type VariableState,
} from "./type.js";

const EMPTY: readonly never[] = [];

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
