import type { Catalog } from "../../compiler/index.js";
import { storedField } from "../documents/index.js";
import type { BuiltInRole, Credentials, SecretScope } from "../queryRequest.js";
import { SECRET_HASH } from "../schema/internalFields.js";
import { Part } from "../schema/part.js";
import type { Version } from "../storage/storage.js";
import type { Transaction } from "../transaction/index.js";
import { canonicalId, compareTimes, DocumentValue, NATIVE, timeFromMicros } from "../values/index.js";
import { isBuiltInRole } from "./builtInAccess.js";
import { adminOf, type Caller } from "./caller.js";
import type { DatabaseNode, DatabaseTree, ReadDatabase } from "./databases.js";
import { type Claim, claimOf, hashSecret } from "./secrets.js";

/** What recognising a caller takes. */
export interface Authentication {
  readonly tree: DatabaseTree;
  readonly read: ReadDatabase;
  readonly catalogOf: (transaction: Transaction) => Catalog;
  /** The secret of the root database's admin. */
  readonly rootSecret: string;
  /** Where keys were found before, by their ids; only a guess. */
  readonly homes: Map<string, DatabaseNode>;
}

/** Whose a secret is; undefined where it is nobody's. spec/07 §1.1 */
export async function authenticate(
  authentication: Authentication,
  { secret, scope }: Extract<Credentials, { kind: "secret" }>,
): Promise<Caller | undefined> {
  const claim = claimOf(secret);
  if (claim?.kind === "token") {
    const token = await byToken(authentication, secret, claim);
    if (token !== undefined) return token.caller;
  }
  const key = claim?.kind === "key" ? await findKey(authentication, secret, claim.id) : undefined;
  const byKey = key && (await scoped(authentication, key, scope));
  const caller = byKey ?? (await byRootSecret(authentication, secret, scope));
  return caller?.caller;
}

/** A caller with the database that it acts in. */
interface Placed {
  readonly caller: Caller;
  readonly node: DatabaseNode;
}

async function byRootSecret(
  authentication: Authentication,
  secret: string,
  scope: SecretScope | undefined,
): Promise<Placed | undefined> {
  // Hashes are compared, so that the time it takes tells nothing of the secret.
  if (hashSecret(secret) !== hashSecret(authentication.rootSecret)) return undefined;
  const { root } = authentication.tree;
  return scoped(authentication, { caller: adminOf(root.number), node: root }, scope);
}

/** Looks where the key was found before, then everywhere. */
async function findKey(
  authentication: Authentication,
  secret: string,
  id: string,
): Promise<Placed | undefined> {
  const { homes, tree } = authentication;
  const known = homes.get(id);
  const home = known && (await tree.present(known));
  const found = home && (await keyIn(authentication, home, id, secret));
  if (found !== undefined) return found;
  for await (const node of tree.all()) {
    const key = await keyIn(authentication, node, id, secret);
    if (key === undefined) continue;
    homes.set(id, node);
    return key;
  }
  return undefined;
}

/** A token acts as its document, as long as that exists; scopes of tokens are ignored. spec/07 §1.3, §4 */
async function byToken(
  authentication: Authentication,
  secret: string,
  { id, database }: Extract<Claim, { kind: "token" }>,
): Promise<Placed | undefined> {
  const { tree, read, catalogOf } = authentication;
  const node = await tree.numbered(database);
  const found =
    node &&
    (await read(node.number, (transaction) => {
      const token = liveVersion(transaction, NATIVE.Token, id);
      const document = token && storedField(token, "document");
      if (token === undefined || !(document instanceof DocumentValue)) return undefined;
      if (storedField(token, SECRET_HASH) !== hashSecret(secret)) return undefined;
      const { collection } = document;
      const isKnown = catalogOf(transaction).collections.some((each) => each.id === collection);
      const isLive = isKnown && liveVersion(transaction, collection, document.id) !== undefined;
      return isLive ? { identity: { collection, id: document.id }, ttl: token.$ttl } : undefined;
    }));
  if (node === undefined || found === undefined) return undefined;
  const caller: Caller = { ...adminOf(node.number), ...found, role: undefined, token: id };
  return entered(authentication, { caller, node });
}

async function keyIn(
  { read, tree }: Authentication,
  home: DatabaseNode,
  id: string,
  secret: string,
): Promise<Placed | undefined> {
  const key = await read(home.number, (transaction) => {
    const version = liveVersion(transaction, NATIVE.Key, id);
    return version && { part: Part.of(version), ttl: version.$ttl };
  });
  if (key === undefined || key.part.text(SECRET_HASH) !== hashSecret(secret)) return undefined;
  const database = key.part.text("database");
  const node = database === undefined ? home : await tree.descend(home, [database]);
  return node && { caller: { ...withRole(node, key.part.requiredText("role")), ttl: key.ttl }, node };
}

function withRole({ number }: DatabaseNode, role: string): Caller {
  return isBuiltInRole(role)
    ? { ...adminOf(number), role }
    : { ...adminOf(number), role: undefined, userRoles: [role] };
}

/** The caller that a scope makes of a key's; undefined where the key may not use it. spec/07 §1.3 */
async function scoped(
  authentication: Authentication,
  key: Placed,
  scope: SecretScope | undefined,
): Promise<Placed | undefined> {
  if (scope === undefined) return entered(authentication, key);
  if (!maySubstitute(key.caller.role, scope)) return undefined;
  const node = await authentication.tree.descend(key.node, scope.database ?? []);
  const caller = node && (await identified(authentication, node, scope));
  return caller && entered(authentication, { caller, node });
}

function entered({ tree }: Authentication, placed: Placed): Placed {
  tree.enter(placed.node);
  return placed;
}

function maySubstitute(role: BuiltInRole | undefined, { database, identity }: SecretScope): boolean {
  return role === "admin" || (role === "server" && identity.kind === "document" && database === undefined);
}

async function identified(
  { read, catalogOf }: Authentication,
  node: DatabaseNode,
  { identity }: SecretScope,
): Promise<Caller | undefined> {
  const { number } = node;
  switch (identity.kind) {
    case "builtIn":
      return withRole(node, identity.role);
    case "role": {
      const exists = await read(number, (transaction) =>
        catalogOf(transaction).roles.some((role) => role.name === identity.name),
      );
      return exists ? { ...adminOf(number), role: undefined, userRoles: [identity.name] } : undefined;
    }
    case "document": {
      const document = await read(number, (transaction) =>
        documentNamed(transaction, catalogOf(transaction), identity.ref),
      );
      return document && { ...adminOf(number), role: undefined, identity: document };
    }
  }
}

/** An existing document of a user collection by `Collection/id`. */
function documentNamed(transaction: Transaction, catalog: Catalog, ref: string): Caller["identity"] {
  const [name, idText, ...rest] = ref.split("/");
  const collection = catalog.collections.find((each) => each.name === name)?.id;
  const id = idText === undefined || rest.length > 0 ? undefined : canonicalId(idText);
  if (collection === undefined || id === undefined) return undefined;
  return liveVersion(transaction, collection, id) && { collection, id };
}

/** The version of a document that exists and has not expired. */
function liveVersion(transaction: Transaction, collection: number, id: string): Version | undefined {
  const version = transaction.version({ collection, id, slot: -1 }, undefined);
  const now = timeFromMicros(transaction.snapshot);
  const isExpired = version?.$ttl !== undefined && compareTimes(version.$ttl, now) <= 0;
  return isExpired ? undefined : version;
}
