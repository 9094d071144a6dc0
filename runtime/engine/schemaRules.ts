import { checkSchema, codeEnvironment, deriveMigration } from "../../compiler/index.js";
import type { SchemaRules } from "../schema/index.js";
import { library } from "../stdlib/library.js";

/** The rules of the compiler for whole schemas, with the standard library. spec/02 §6, §7 */
export const schemaRules: SchemaRules = {
  check(items, typechecked) {
    const result = checkSchema(items, library, { typechecked });
    return result.ok ? [] : result.errors;
  },
  migrationsTo(items) {
    const environment = codeEnvironment(items, library);
    return (submitted, live) => deriveMigration(submitted, live, environment);
  },
};
