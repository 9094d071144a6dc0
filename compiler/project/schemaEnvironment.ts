import type { SchemaItem } from "../../grammar/index.js";
import { type TypeEnvironment, typeEnvironment } from "../check/index.js";
import { declare } from "../check/schema/declare.js";
import type { Library } from "../library.js";

/** The names that queries can mention where the schema is these items; what is wrong in them counts as `Any`. */
export function schemaEnvironment(items: readonly SchemaItem[], library: Library): TypeEnvironment {
  const { collections, functions } = declare(items);
  const declarations = {
    collections: collections.map(({ declared }) => declared),
    functions: functions.map(({ declared }) => declared),
  };
  return typeEnvironment({ ...declarations, typechecked: true }, library);
}
