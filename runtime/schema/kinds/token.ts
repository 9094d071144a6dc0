import type { ConstraintFailure } from "../../../compiler/index.js";
import { hashSecret, tokenSecret } from "../../auth/secrets.js";
import { actualType } from "../../documents/actualType.js";
import { failureText } from "../../problems/writes.js";
import { DocumentValue, FIRST_USER_COLLECTION, structOf, type Value } from "../../values/index.js";
import { SECRET_HASH } from "../internalFields.js";
import { type DefinitionKind, definitionType, failureAt, NO_FIELDS } from "./kind.js";

const EMPTY = structOf([]);

/** Tokens: secrets that act as a document. spec/07 §4 */
export const tokenKind: DefinitionKind = {
  name: "Token",
  keyedBy: "id",
  type: definitionType("{ document: { *: Any }, ttl: Time | Null, data: { *: Any } | Null }"),
  readOnly: ["secret"],
  unique: [],
  defaults: NO_FIELDS,
  /** Documents pass where any object is declared; whether it is one, the rule looks at. */
  checked(fields) {
    const document = fields.get("document");
    return document instanceof DocumentValue ? new Map([...fields, ["document", EMPTY]]) : fields;
  },
  rule(write, field) {
    const value = write.after.get(field);
    return field === "document" && value !== undefined ? documentFailures(value) : [];
  },
  added(run, id) {
    const secret = tokenSecret(id, run.transaction.database, run.sources.randomBytes(20));
    return {
      stored: new Map([[SECRET_HASH, hashSecret(secret)]]),
      shown: new Map([["secret", secret]]),
    };
  },
};

/** Whether the document exists is asked when the secret is used. */
function documentFailures(value: Value): readonly ConstraintFailure[] {
  if (!(value instanceof DocumentValue)) {
    return failureAt("document", failureText.mismatch("{ *: Any }", actualType(value)));
  }
  return value.collection >= FIRST_USER_COLLECTION ? [] : failureAt("document", failureText.notUserDocument);
}
