import type { RoleSchema } from "../../compiler/index.js";
import type { Access } from "../call/access.js";
import type { Run } from "../call/index.js";
import { CapturedDocument, storedData, storedField, versionOf } from "../documents/index.js";
import { DocumentValue, NATIVE, structOf, timeFromMicros, type Value } from "../values/index.js";
import { predicateAccepts } from "./predicate.js";
import { grantKey, privilegesOf } from "./privileges.js";

/**
 * What user-defined roles together grant; `identity` is the document that the permissions belong to, if any. spec/07b §4,
 * §6.2
 */
export function roleAccess(
  run: Run,
  roles: readonly RoleSchema[],
  identity: DocumentValue | undefined,
): Access {
  const grantsOf = (resource: number, action: string) =>
    roles.flatMap((role) => privilegesOf(role, run.schema).get(grantKey(resource, action)) ?? []);
  const grants = (resource: number, action: string, args: readonly Value[]) => {
    const all = grantsOf(resource, action);
    return (
      all.includes("always") ||
      all.some((grant) => grant !== "always" && predicateAccepts(run, grant, args, identity))
    );
  };
  const isOwn = (document: DocumentValue, collection: number) =>
    identity !== undefined && document.collection === collection && belongsTo(run, document, identity);
  return {
    isAdmin: false,
    isServer: false,
    mayRead(document) {
      if (isOwn(document, NATIVE.Credential) || isOwn(document, NATIVE.Token)) return true;
      const action = document.readAt === undefined ? "read" : "history_read";
      return grants(document.collection, action, [present(document)]);
    },
    mayReadSome: (collection) => grantsOf(collection, "read").length > 0,
    mayCreate(created, withId) {
      const { collection } = created;
      if (!grants(collection, "create", [created])) return false;
      return (
        !withId ||
        grants(collection, "create_with_id", [created]) ||
        grants(collection, "history_write", historyOf(run, created))
      );
    },
    mayWrite: (document, next) => grants(document.collection, "write", [present(document), next]),
    mayDelete: (document) =>
      isOwn(document, NATIVE.Token) || grants(document.collection, "delete", [present(document)]),
    mayCall: (functionId, args) => grants(functionId, "call", args),
  };
}

/** Predicates see the present state, also of a document that shows the past. spec/07b §5.2 */
function present(document: DocumentValue): DocumentValue {
  if (document.readAt === undefined && !document.deleted) return document;
  return new DocumentValue(document.collection, document.id, undefined, document.name);
}

function historyOf(run: Run, created: DocumentValue): readonly Value[] {
  const data = created instanceof CapturedDocument ? storedData(created.version) : structOf([]);
  const snapshot = timeFromMicros(run.transaction.snapshot);
  return [present(created), snapshot, "create", structOf([["data", data]])];
}

/** A credential or token of the identity. spec/07b §6.3 */
function belongsTo(run: Run, document: DocumentValue, identity: DocumentValue): boolean {
  const version = versionOf(run, document);
  const owner = version && storedField(version, "document");
  return (
    owner instanceof DocumentValue && owner.collection === identity.collection && owner.id === identity.id
  );
}
