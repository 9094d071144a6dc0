import { hashPassword } from "../../auth/passwords.js";
import { DocumentValue } from "../../values/index.js";
import { PASSWORD_HASH } from "../internalFields.js";
import { ownedBy } from "../ownerEntries.js";
import { type DefinitionKind, definitionType, NO_FIELDS } from "./kind.js";
import { OWNER } from "./owner.js";

/** Credentials: the password of a document. It is written, never stored, never read. spec/07 §5 */
export const credentialKind: DefinitionKind = {
  ...OWNER,
  name: "Credential",
  keyedBy: "id",
  type: definitionType("{ document: { *: Any }, password: String | Null }"),
  readOnly: [],
  unique: [],
  taken({ run, id, after }) {
    const document = after.get("document");
    const isTaken =
      document instanceof DocumentValue &&
      ownedBy(run, "Credential", document).some((other) => other.id !== id);
    return isTaken ? [["document"]] : [];
  },
  defaults: NO_FIELDS,
  stored({ after }) {
    const fields = new Map(after);
    fields.delete("password");
    return fields;
  },
  internal({ run, given }, internal) {
    const password = given.get("password");
    if (typeof password !== "string") return internal;
    return new Map([...internal, [PASSWORD_HASH, hashPassword(password, run.sources.randomBytes(16))]]);
  },
};
