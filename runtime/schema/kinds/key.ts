import { hashSecret, keySecret } from "../../auth/secrets.js";
import { SECRET_HASH } from "../internalFields.js";
import { type DefinitionKind, definitionType, NO_FIELDS } from "./kind.js";

/** Keys; their secrets are told once. spec/07 §3 */
export const keyKind: DefinitionKind = {
  name: "Key",
  keyedBy: "id",
  type: definitionType(
    "{ role: String, database: String | Null, ttl: Time | Null, data: { *: Any } | Null }",
  ),
  readOnly: ["secret"],
  unique: [],
  defaults: NO_FIELDS,
  rule: () => [],
  added(run, id) {
    const secret = keySecret(id, run.sources.randomBytes(20));
    return {
      stored: new Map([[SECRET_HASH, hashSecret(secret)]]),
      shown: new Map([["secret", secret]]),
    };
  },
};
