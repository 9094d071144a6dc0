import { isPassword } from "../auth/passwords.js";
import {
  any,
  type Member,
  members,
  method,
  object,
  type Run,
  string,
  time,
  typeName,
} from "../call/index.js";
import { absence, accessFailure, storedField, versionOf } from "../documents/index.js";
import { unexpectedArgument } from "../problems/calls.js";
import { invalidSecret } from "../problems/secrets.js";
import { createDefinition, ownedBy, PASSWORD_HASH } from "../schema/index.js";
import type { Version } from "../storage/storage.js";
import {
  DocumentValue,
  type ModuleValue,
  NATIVE,
  type Struct,
  structOf,
  type Time,
  type Value,
} from "../values/index.js";
import { libraryModule } from "./part.js";
import { secretDocuments } from "./secretDocuments.js";

const shared = secretDocuments("Credential");

/** spec/07 §5 */
export const credentialModule = libraryModule({
  ...shared,
  name: "Credential",
  doc: "Credentials: passwords of documents, which give tokens to those who know them.",
  members: {
    ...shared.members,
    byDocument: method({
      signature: "(document: { *: Any } | Null) => Ref<Credential>",
      takes: [[any("document")]],
      doc: "The credential of a document, which may be missing.",
      example: ["Credential.byDocument(Key(1)).exists()", "false"],
      effect: "read",
      perform: (run: Run, _self: ModuleValue, document: Value) => credentialOf(run, document),
    }),
    create: method({
      signature:
        "(data: { id: ID | Null, document: Ref<{ *: Any }>, password: String | Null, data: { *: Any } | Null }) => Credential",
      takes: [[object("data")]],
      doc: "Stores a new credential; its password cannot be read, only verified.",
      example: [
        "Credential.create({ document: Key(1) })",
        "constraint_failure: Failed to create Credential.",
      ],
      effect: "write",
      perform: (run: Run, _self: ModuleValue, input: Struct) =>
        createDefinition(run, NATIVE.Credential, input),
    }),
  },
});

/** What credentials have besides the methods of all definitions. */
export const credentialMethods: ReadonlyMap<string, Member> = members({
  verify: method({
    signature: "(secret: String) => Boolean",
    takes: [[string("secret")]],
    doc: "Whether it is the password.",
    effect: "read",
    perform: (run: Run, self: DocumentValue, secret: string) => isSecretOf(run, self, "verify", secret),
  }),
  login: method({
    signature: "((secret: String) => Token) & ((secret: String, ttl: Time) => Token)",
    takes: [[string("secret")], [string("secret"), time("ttl")]],
    doc: "A new token of the credential's document for whoever knows the password.",
    effect: "write",
    perform: (run: Run, self: DocumentValue, secret: string, ttl: Time | undefined) => {
      if (!isSecretOf(run, self, "login", secret)) throw invalidSecret();
      return createDefinition(run, NATIVE.Token, tokenData(run, self, ttl));
    },
  }),
});

/** No document has this id. */
const NONE = "-1";

function credentialOf(run: Run, document: Value): DocumentValue {
  if (!(document instanceof DocumentValue)) throw unexpectedArgument("document", "Doc", typeName(document));
  const [credential] = ownedBy(run, "Credential", document);
  return credential ?? new DocumentValue(NATIVE.Credential, NONE, run.at);
}

function isSecretOf(run: Run, credential: DocumentValue, method: string, secret: string): boolean {
  const absent = absence(run, credential);
  if (absent !== undefined) throw accessFailure(run, credential, method, absent);
  const hash = storedField(storedVersion(run, credential), PASSWORD_HASH);
  return typeof hash === "string" && isPassword(secret, hash);
}

function tokenData(run: Run, credential: DocumentValue, ttl: Time | undefined): Struct {
  const document = storedField(storedVersion(run, credential), "document")!;
  return structOf([["document", document], ...(ttl === undefined ? [] : [["ttl", ttl] as const])]);
}

/** With its internal fields, which the value that `create` gives does not have. */
function storedVersion(run: Run, { collection, id }: DocumentValue): Version {
  return versionOf(run, new DocumentValue(collection, id, run.at))!;
}
