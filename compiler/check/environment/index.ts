import type { Library } from "../../library.js";
import { ANY } from "../../types/build.js";
import { catalogEnvironment, userFunction } from "./catalogEnvironment.js";
import type { Declarations } from "./declarations.js";
import { ANY_FUNCTION, SchemaInference } from "./schemaInference.js";
import type { TypeEnvironment } from "./typeEnvironment.js";

/** What queries see of a schema; a catalog is one. */
export interface QueriedSchema extends Declarations {
  /** False leaves what is not written to `Any`. */
  readonly typechecked: boolean;
}

/**
 * The names that queries of a database can mention. Built once for each version of its schema; types are made when
 * they are first asked for. spec/03b
 */
export function typeEnvironment(catalog: QueriedSchema, library: Library): TypeEnvironment {
  const inference = new SchemaInference({ declarations: catalog, library });
  return catalogEnvironment({
    declarations: catalog,
    library,
    functionType(schema) {
      const type = catalog.typechecked ? inference.functionType(schema) : ANY_FUNCTION;
      // Only what was written while nothing was checked can have errors.
      return userFunction(type === ANY_FUNCTION ? undefined : type);
    },
    computedType: (collection, field) =>
      catalog.typechecked ? inference.computedType(collection, field) : ANY,
    isQuery: true,
  });
}
