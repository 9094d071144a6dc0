import { plainNameFailure } from "../names.js";
import { type DefinitionKind, definitionType, failureAt, isChanged, NO_FIELDS } from "./kind.js";

/** Child databases. spec/06b §9 */
export const databaseKind: DefinitionKind = {
  name: "Database",
  type: definitionType(
    "{ name: String, priority: Long | Null, typechecked: Boolean | Null, protected: Boolean | Null, account: { *: Any } | Null, data: { *: Any } | Null }",
  ),
  readOnly: ["global_id"],
  unique: ["name"],
  defaults: NO_FIELDS,
  rule(write, field, value) {
    if (field !== "name" || typeof value !== "string" || !isChanged(write, field)) return [];
    return failureAt(field, plainNameFailure(value));
  },
};
