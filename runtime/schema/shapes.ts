import { type IndexFieldDefinition, indexField, shapeOf } from "../../compiler/index.js";
import type { Part } from "./part.js";
import { indexFieldDefinition, uniqueFields } from "./readDefinitions.js";

/** The shapes of entries that a collection's definition needs. spec/06b §6 */
export interface Shapes {
  readonly indexes: ReadonlyMap<string, string>;
  /** Of the unique constraints, in their order. */
  readonly uniques: readonly string[];
}

export function shapesOf(definition: Part): Shapes {
  const bodies = new Map(
    definition.entries("computed_fields").map(([name, field]) => [name, field.requiredText("body")]),
  );
  const shape = (terms: readonly IndexFieldDefinition[], values: readonly IndexFieldDefinition[]) =>
    shapeOf(terms.map(indexField), values.map(indexField), (name) => bodies.get(name));
  return {
    indexes: new Map(
      definition
        .entries("indexes")
        .map(([name, index]) => [
          name,
          shape(
            index.list("terms").map(indexFieldDefinition),
            index.list("values").map(indexFieldDefinition),
          ),
        ]),
    ),
    uniques: definition
      .list("constraints")
      .filter((each) => each.has("unique"))
      .map((each) => shape(uniqueFields(each), [])),
  };
}
