import { named } from "../../types/build.js";
import { forEachComponent } from "../../types/components.js";
import { displayType } from "../../types/inferred.js";
import type { Shape, Signature } from "../../types/shape.js";
import type { Type } from "../../types/type.js";
import { inferredType } from "../display.js";
import { Session } from "../session.js";
import { NATIVE_COLLECTIONS } from "./nativeCollections.js";
import { parameter } from "./signatureText.js";
import type { TypeEnvironment } from "./typeEnvironment.js";

/** All names of an environment as text, for editors. spec/08 §13 */
export interface EnvironmentDescription {
  readonly globals: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, TypeDescription>;
}

export interface TypeDescription {
  /** The type with its parameters: `Array<A>`. */
  readonly self: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly operators: ReadonlyMap<string, string>;
  readonly apply: string | undefined;
  readonly access: string | undefined;
  readonly alias: string | undefined;
  readonly hint: "module" | "server_collection" | "user_collection" | undefined;
}

/** Describes an environment, with a session of its own: nothing of it is part of a query. */
export function describeEnvironment(environment: TypeEnvironment): EnvironmentDescription {
  const session = new Session();
  const { shapes, globals } = environment;
  const display = (type: Type) => displayType(inferredType(session, shapes, type, true));
  const displaySignature = ({ type }: Signature, known: readonly string[]) => {
    const generics = genericsOf(type).filter((name) => !known.includes(name));
    return generics.length === 0 ? display(type) : `<${generics.join(", ")}> ${display(type)}`;
  };
  const describeAll = (signatures: ReadonlyMap<string, Signature>, known: readonly string[]) =>
    sorted([...signatures].map(([name, signature]) => [name, displaySignature(signature, known)]));
  const types: (readonly [string, TypeDescription])[] = [];
  for (const name of shapes.names()) {
    const shape = shapes.get(name);
    if (shape === undefined) continue;
    const { parameters } = shape;
    const optional = (signature: Signature | undefined) =>
      signature === undefined ? undefined : displaySignature(signature, parameters);
    types.push([
      name,
      {
        self: display(named(name, parameters.map(parameter))),
        fields: describeAll(shape.fields, parameters),
        operators: describeAll(shape.operators, parameters),
        apply: optional(shape.apply),
        access: optional(shape.access),
        alias: optional(shape.alias),
        hint: hintOf(shape, environment),
      },
    ]);
  }
  const names = [...globals.names()].map((name) => [name, displaySignature(globals.get(name)!, [])] as const);
  return { globals: sorted(names), types: sorted(types) };
}

const natives: ReadonlySet<string> = new Set(NATIVE_COLLECTIONS.values());

function hintOf({ name }: Shape, { shapes }: TypeEnvironment): TypeDescription["hint"] {
  if (natives.has(name)) return "server_collection";
  if (name.endsWith("Module")) return "module";
  const collection = name.endsWith("Collection") ? name.slice(0, -"Collection".length) : undefined;
  const document = collection === undefined ? undefined : shapes.get(collection)?.document;
  return document?.kind === "document" ? "user_collection" : undefined;
}

function sorted<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The generics of a signature, in the order in which they occur. */
function genericsOf(type: Type): string[] {
  const names = new Set<string>();
  const visit = (part: Type): void => {
    if (part.kind === "skolem") names.add(part.name);
    else forEachComponent(part, true, visit);
  };
  visit(type);
  return [...names];
}
