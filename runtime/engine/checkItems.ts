import { checkSchema } from "../../compiler/index.js";
import type { Diagnostic, SchemaItem } from "../../grammar/index.js";
import { library } from "../stdlib/library.js";

/** What is wrong with a whole schema; of an untypechecked one less is looked at. spec/02 §6 */
export function checkItems(items: readonly SchemaItem[], typechecked: boolean): readonly Diagnostic[] {
  const result = checkSchema(items, library, { typechecked });
  return result.ok ? [] : result.errors;
}
