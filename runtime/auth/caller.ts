import type { Access } from "../call/access.js";
import type { Run } from "../call/index.js";
import type { Identity } from "../server/served.js";
import { DocumentValue, NATIVE } from "../values/index.js";
import { accessOfRole } from "./accessOfRole.js";
import { BUILT_IN_ACCESS } from "./builtInAccess.js";
import { predicateAccepts } from "./predicate.js";
import { resourceId } from "./privileges.js";
import { roleAccess } from "./roleAccess.js";

/** Who was recognised, with what decides on rights. spec/07 §1.3 */
export interface Caller extends Identity {
  /** The user-defined role of a key or scope; undefined where a built-in role or an identity decides. */
  readonly userRole: string | undefined;
  /** The document that a token, or the scope of a secret, identifies the caller with. */
  readonly identity: { readonly collection: number; readonly id: string } | undefined;
  /** The id of the token that the caller came with. */
  readonly token: string | undefined;
}

/** The admin of a database. */
export function adminOf(database: number): Caller {
  return { database, role: "admin", userRole: undefined, identity: undefined, token: undefined };
}

/** Gives a run the rights of its caller, before it starts. spec/07b §6 */
export function authorize(run: Run, caller: Caller): void {
  const { identity, token } = caller;
  run.identity = identity && new DocumentValue(identity.collection, identity.id);
  run.token = token === undefined ? undefined : new DocumentValue(NATIVE.Token, token);
  run.access = accessOf(run, caller);
}

function accessOf(run: Run, { role, userRole }: Caller): Access {
  if (role !== undefined) return BUILT_IN_ACCESS[role];
  if (userRole !== undefined) return accessOfRole(run, userRole);
  return run.identity === undefined ? BUILT_IN_ACCESS.client : identityAccess(run, run.identity);
}

/** Roles of which the document is a member, now. spec/07b §6.1 */
function identityAccess(run: Run, identity: DocumentValue): Access {
  const { catalog, linker } = run.schema;
  const roles = catalog.roles.filter(({ membership }) =>
    membership.some(
      ({ resource, predicate }) =>
        resourceId(run.schema, resource) === identity.collection &&
        (predicate === undefined ||
          predicateAccepts(run, linker.linkLambda(predicate, predicate.span.source), [identity], identity)),
    ),
  );
  return roleAccess(run, roles, identity);
}
