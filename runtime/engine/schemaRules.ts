import { checkSchema, codeEnvironment, migrationFinder } from "../../compiler/index.js";
import type { SchemaRules } from "../schema/index.js";
import { library } from "../stdlib/library.js";

/** The rules of the compiler for whole schemas, with the standard library. spec/02 §6, §7 */
export const schemaRules: SchemaRules = {
  check(items, typechecked) {
    const result = checkSchema(items, library, { typechecked });
    return result.ok ? [] : result.errors;
  },
  migrationsTo: (items) => migrationFinder(codeEnvironment(items, library)),
};
