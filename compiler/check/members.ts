import { named, union } from "../types/build.js";
import { typeFromInferred } from "../types/fromInferred.js";
import type { InferredFunction, InferredType } from "../types/inferred.js";
import { primaryTypeName } from "../types/literal.js";
import type { Shape } from "../types/shape.js";
import { substitute } from "../types/substitute.js";
import type { NamedType, Type } from "../types/type.js";
import { unfold } from "../types/withoutNull.js";
import { inferredType } from "./display.js";
import type { TypeEnvironment } from "./environment/typeEnvironment.js";
import { Session } from "./session.js";

/** The fields and methods that can follow a `.`, with their types. spec/03b §11.2 */
export function membersOf(
  type: InferredType,
  environment: TypeEnvironment,
): ReadonlyMap<string, InferredType> {
  const session = new Session();
  const members = new Map<string, Type>();
  collectMembers(typeFromInferred(type), environment, members);
  return new Map(
    [...members].map(([name, member]) => [name, inferredType(session, environment.shapes, member, true)]),
  );
}

/** What calling a value of the type can call: its functions, overloads apart. */
export function functionsOf(type: InferredType, environment: TypeEnvironment): readonly InferredFunction[] {
  switch (type.kind) {
    case "function":
      return [type];
    case "union":
    case "intersection":
      return type.members.flatMap((member) => functionsOf(member, environment));
    case "named": {
      const shape = environment.shapes.get(type.name);
      if (shape?.apply === undefined) return [];
      const callee = filled(shape, type.args.map(typeFromInferred), shape.apply.type);
      return functionsOf(inferredType(new Session(), environment.shapes, callee, true), environment);
    }
    default:
      return [];
  }
}

/** Fields of all members of a union; those of one name are joined. */
function collectMembers(type: Type, environment: TypeEnvironment, into: Map<string, Type>): void {
  const add = (name: string, member: Type) => {
    const known = into.get(name);
    into.set(name, known === undefined ? member : union([known, member], undefined));
  };
  switch (type.kind) {
    case "singleton":
      collectMembers(named(primaryTypeName(type.literal)), environment, into);
      return;
    case "tuple":
      collectMembers(named("Array", [union(type.elements, undefined)]), environment, into);
      return;
    case "union":
    case "intersection":
      for (const member of type.members) collectMembers(member, environment, into);
      return;
    case "record":
      for (const [name, field] of type.fields) add(name, field);
      return;
    case "interface":
      add(type.field, type.result);
      return;
    case "named": {
      for (const [name, member] of namedMembers(type, environment)) add(name, member);
      const alias = unfold(type, environment.shapes);
      if (alias !== undefined) collectMembers(alias, environment, into);
      return;
    }
    case "any":
    case "never":
    case "skolem":
    case "variable":
    case "function":
      return;
  }
}

function namedMembers(type: NamedType, { shapes }: TypeEnvironment): (readonly [string, Type])[] {
  const shape = shapes.get(type.name);
  if (shape === undefined || shape.name === "Null") return [];
  return [...shape.fields].map(([name, signature]) => [name, filled(shape, type.args, signature.type)]);
}

/** A type of a shape, with arguments for its parameters. */
function filled(shape: Shape, args: readonly Type[], type: Type): Type {
  return substitute(type, (generic) => args[shape.parameters.indexOf(generic.name)] ?? generic);
}
