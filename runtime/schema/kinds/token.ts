import { hashSecret, tokenSecret } from "../../auth/secrets.js";
import { SECRET_HASH } from "../internalFields.js";
import { type DefinitionKind, definitionType, NO_FIELDS } from "./kind.js";
import { OWNER } from "./owner.js";

/** Tokens: secrets that act as a document. spec/07 §4 */
export const tokenKind: DefinitionKind = {
  ...OWNER,
  name: "Token",
  keyedBy: "id",
  type: definitionType("{ document: { *: Any }, ttl: Time | Null, data: { *: Any } | Null }"),
  readOnly: ["secret"],
  unique: [],
  defaults: NO_FIELDS,
  added(run, id) {
    const secret = tokenSecret(id, run.transaction.database, run.sources.randomBytes(20));
    return {
      stored: new Map([[SECRET_HASH, hashSecret(secret)]]),
      shown: new Map([["secret", secret]]),
    };
  },
};
