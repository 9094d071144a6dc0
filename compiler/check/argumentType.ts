import { ANY, NULL, named, record, singleton, tuple } from "../types/build.js";
import type { SingletonValue } from "../types/literal.js";
import type { Type } from "../types/type.js";

/** What a run-time value is, to the checker. spec/03b §10 */
export type ArgumentShape =
  /** Finite numbers and strings; booleans have no literal types here. Watched, for `profileOf`. */
  | { readonly kind: "literal"; readonly value: SingletonValue }
  /** `Null`, `Time`, `Foo`, `MathModule`, …: the name of the value's type. */
  | { readonly kind: "named"; readonly name: string }
  /** `Set<Any>`, `EventSource<Any>` */
  | { readonly kind: "container"; readonly name: string }
  | { readonly kind: "array"; readonly elements: readonly ArgumentShape[] }
  | { readonly kind: "object"; readonly fields: Iterable<readonly [name: string, shape: ArgumentShape]> };

/** The type of a value that enters a query as an argument. It stands in no text. spec/03b §10 */
export function argumentType(shape: ArgumentShape): Type {
  switch (shape.kind) {
    case "literal":
      return singleton(shape.value);
    case "named":
      return shape.name === "Null" ? NULL : named(shape.name);
    case "container":
      return named(shape.name, [ANY]);
    case "array":
      return tuple(shape.elements.map(argumentType), undefined);
    case "object": {
      const fields = [...shape.fields].map(([name, field]): [string, Type] => [name, argumentType(field)]);
      return record(new Map(fields), undefined, undefined);
    }
  }
}
