import type { ConstraintFailure } from "../../../compiler/index.js";
import { actualType } from "../../documents/actualType.js";
import type { Fields } from "../../documents/index.js";
import { failureText } from "../../problems/writes.js";
import { DocumentValue, FIRST_USER_COLLECTION, structOf, type Value } from "../../values/index.js";
import { type DefinitionKind, type DefinitionWrite, failureAt } from "./kind.js";

const EMPTY = structOf([]);

/** What tokens and credentials say of the `document` that they act for. spec/07 §4, §5 */
export const OWNER: Pick<DefinitionKind, "checked" | "rule"> = {
  /** Documents pass where any object is declared; whether it is one, the rule looks at. */
  checked(fields: Fields) {
    const document = fields.get("document");
    return document instanceof DocumentValue ? new Map([...fields, ["document", EMPTY]]) : fields;
  },
  rule({ after }: DefinitionWrite, field: string) {
    const value = after.get(field);
    return field === "document" && value !== undefined ? documentFailures(value) : [];
  },
};

/** Whether the document exists is asked when the secret is used. */
function documentFailures(value: Value): readonly ConstraintFailure[] {
  if (!(value instanceof DocumentValue)) {
    return failureAt("document", failureText.mismatch("{ *: Any }", actualType(value)));
  }
  return value.collection >= FIRST_USER_COLLECTION ? [] : failureAt("document", failureText.notUserDocument);
}
