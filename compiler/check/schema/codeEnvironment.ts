import type { SchemaItem } from "../../../grammar/index.js";
import type { Library } from "../../library.js";
import { SchemaInference } from "../environment/schemaInference.js";
import type { TypeEnvironment } from "../environment/typeEnvironment.js";
import { declare } from "./declare.js";

/** The names that the code of a schema can mention, by its items. spec/03b §5 */
export function codeEnvironment(items: readonly SchemaItem[], library: Library): TypeEnvironment {
  const schema = declare(items);
  const collections = schema.collections.map(({ declared }) => declared);
  const functions = schema.functions.map(({ declared }) => declared);
  return new SchemaInference({ declarations: { collections, functions }, library }).environment;
}
