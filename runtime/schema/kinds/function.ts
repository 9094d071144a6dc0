import { definitionText } from "../../problems/definitions.js";
import { clashFailure, globalNameFailure } from "../names.js";
import { functionTextFailures, typeTextFailures } from "../texts.js";
import { type DefinitionKind, definitionType, failureAt, isChanged, NO_FIELDS } from "./kind.js";

/** User functions. spec/06b §7 */
export const functionKind: DefinitionKind = {
  name: "Function",
  keyedBy: "name",
  type: definitionType(
    "{ name: String, alias: String | Null, signature: String | Null, role: String | Null, body: String, data: { *: Any } | Null }",
  ),
  readOnly: [],
  unique: [],
  defaults: NO_FIELDS,
  rule(write, field, value) {
    if (typeof value !== "string" || !isChanged(write, field)) return [];
    switch (field) {
      case "name":
      case "alias":
        return failureAt(
          field,
          globalNameFailure(value) ?? clashFailure(write.run, value, { kind: "Function", id: write.id }),
        );
      case "body":
        return functionTextFailures(value, ["body"]);
      case "signature":
        return typeTextFailures(value, ["signature"]);
      case "role":
        return value === "admin" && write.run.access.isServer
          ? failureAt(field, definitionText.adminByServer(write.before === undefined))
          : [];
      default:
        return [];
    }
  },
};
