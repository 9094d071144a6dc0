import type { RoleSchema } from "../../compiler/index.js";
import type { Access } from "../call/access.js";
import type { Run } from "../call/index.js";
import type { Identity } from "../server/served.js";
import { DocumentValue, NATIVE, type Time } from "../values/index.js";
import { BUILT_IN_ACCESS } from "./builtInAccess.js";
import type { Jwt } from "./jwt.js";
import { predicateAccepts } from "./predicate.js";
import { resourceId } from "./privileges.js";
import { roleAccess } from "./roleAccess.js";

/** Who was recognised, with what decides on rights. spec/07 §1.3 */
export interface Caller extends Identity {
  /** The user-defined roles of a key, scope or JWT; undefined where a built-in role or an identity decides. */
  readonly userRoles: readonly string[] | undefined;
  /** The document that a token, or the scope of a secret, identifies the caller with. */
  readonly identity: { readonly collection: number; readonly id: string } | undefined;
  /** The id of the token that the caller came with. */
  readonly token: string | undefined;
  /** When that token, or the key, ends. */
  readonly ttl: Time | undefined;
  /** What the caller came with instead. */
  readonly jwt: Pick<Jwt, "payload" | "expires"> | undefined;
}

/** The admin of a database. */
export function adminOf(database: number): Caller {
  return {
    database,
    role: "admin",
    userRoles: undefined,
    identity: undefined,
    token: undefined,
    ttl: undefined,
    jwt: undefined,
  };
}

/** Gives a run the rights of its caller, before it starts. spec/07b §6 */
export function authorize(run: Run, caller: Caller): void {
  const { identity, token, jwt } = caller;
  run.identity = identity && new DocumentValue(identity.collection, identity.id);
  run.token = token === undefined ? jwt?.payload : new DocumentValue(NATIVE.Token, token);
  run.access = accessOf(run, caller);
}

function accessOf(run: Run, caller: Caller): Access {
  if (caller.role !== undefined) return BUILT_IN_ACCESS[caller.role];
  const hasRoles = caller.userRoles !== undefined || run.identity !== undefined;
  return hasRoles ? roleAccess(run, rolesOf(run, caller), run.identity) : BUILT_IN_ACCESS.client;
}

/** The user-defined roles that decide what a caller may do, as they are now: those it has by name, else by membership. */
export function rolesOf(run: Run, { userRoles, identity }: Caller): readonly RoleSchema[] {
  const { roles } = run.schema.catalog;
  if (userRoles !== undefined) return roles.filter(({ name }) => userRoles.includes(name));
  if (identity === undefined) return [];
  const document = new DocumentValue(identity.collection, identity.id);
  return roles.filter((role) => hasMember(run, role, document));
}

/** Whether a document is a member of a role, now. spec/07b §6.1 */
function hasMember(run: Run, { membership }: RoleSchema, document: DocumentValue): boolean {
  return membership.some(({ resource, predicate }) => {
    if (resourceId(run.schema, resource) !== document.collection) return false;
    if (predicate === undefined) return true;
    const lambda = run.schema.linker.linkLambda(predicate, predicate.span.source);
    return predicateAccepts(run, lambda, [document], document);
  });
}
