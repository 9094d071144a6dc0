import type { Library } from "../../library.js";
import { ANY, named } from "../../types/build.js";
import { elaborate } from "../../types/elaborate.js";
import { lazySignature, type Shape, type Signature, signatureOf } from "../../types/shape.js";
import type { Type } from "../../types/type.js";
import { builtIn } from "./builtInShapes.js";
import { collectionShapes, emptyShapes } from "./collectionShapes.js";
import type { Declarations, DeclaredCollection, DeclaredFunction } from "./declarations.js";
import type { Names, TypeEnvironment } from "./typeEnvironment.js";

/** What an environment is made from, besides the built-in names. */
export interface EnvironmentParts {
  readonly declarations: Declarations;
  /** Collections that are in error: their types have no members, and they are no globals. spec/03b §5.2 */
  readonly leftOut?: readonly DeclaredCollection[];
  readonly library: Library;
  /** The type of the global of a function. */
  functionType(schema: DeclaredFunction): Type;
  /** The type of a computed field, declared or inferred; undefined while it is being inferred. */
  computedType(collection: DeclaredCollection, field: string): Type | undefined;
  /** True for queries: more than four fields are listed by hash, and types stand in no text. spec/03b §1.2 */
  readonly isQuery: boolean;
}

/** The names of a database: built-in ones first, then collections, then functions. spec/03b §4 */
export function catalogEnvironment(parts: EnvironmentParts): TypeEnvironment {
  const { shapes: builtInShapes, globals: builtInGlobals } = builtIn(parts.library);
  const shapes: Names<Shape> = layered(
    builtInShapes,
    collectionTypes(parts, () => shapes),
  );
  const own = new Map<string, Signature>();
  for (const schema of parts.declarations.functions) {
    const signature = lazySignature(() => parts.functionType(schema));
    own.set(schema.name, signature);
    if (schema.alias !== undefined && parts.isQuery) own.set(schema.alias, signature);
  }
  for (const { name, alias } of parts.declarations.collections) {
    own.set(name, signatureOf(named(`${name}Collection`)));
    if (alias !== undefined) own.set(alias, signatureOf(named(`${alias}Collection`)));
  }
  return { shapes, globals: layered(builtInGlobals, mapNames(own)) };
}

/** The types of all collections, each made when first asked for. */
function collectionTypes(parts: EnvironmentParts, environment: () => Names<Shape>): Names<Shape> {
  const sources = new Map<string, () => Shape[]>();
  for (const collection of parts.declarations.collections) {
    for (const name of [collection.name, collection.alias]) {
      if (name === undefined) continue;
      const make = () =>
        collectionShapes({
          collection,
          name,
          elaborate: (type) => elaborate(type, { shapes: environment(), keepSpans: !parts.isQuery }).type,
          computedType: (field) => parts.computedType(collection, field.name),
          isHashed: parts.isQuery,
        });
      for (const type of [name, `Null${name}`, `${name}Collection`]) sources.set(type, make);
    }
  }
  const made = new Map<string, Shape>();
  for (const { name, alias } of parts.leftOut ?? []) {
    for (const each of [name, alias]) {
      if (each === undefined) continue;
      for (const shape of emptyShapes(each, name)) made.set(shape.name, shape);
    }
  }
  return {
    get(name) {
      const known = made.get(name);
      if (known !== undefined) return known;
      for (const shape of sources.get(name)?.() ?? []) made.set(shape.name, shape);
      return made.get(name);
    },
    names: () => new Set([...sources.keys(), ...made.keys()]),
  };
}

function layered<T>(first: ReadonlyMap<string, T>, second: Names<T>): Names<T> {
  return {
    get: (name) => first.get(name) ?? second.get(name),
    names: () => new Set([...first.keys(), ...second.names()]),
  };
}

function mapNames<T>(map: ReadonlyMap<string, T>): Names<T> {
  return { get: (name) => map.get(name), names: () => map.keys() };
}

/** The type of the global of a function, as queries see it. spec/03b §2.1 */
export function userFunction(signature: Type | undefined): Type {
  return named("UserFunction", [signature ?? ANY]);
}
