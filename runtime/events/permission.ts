import type { Catalog, RoleSchema } from "../../compiler/index.js";
import { type Caller, isJwtOver } from "../auth/index.js";
import type { Engine } from "../engine/index.js";
import type { Credentials } from "../queryRequest.js";

/**
 * Whether a stream may go on: its client's secret means what it did, its JWT is not over, and none of the roles that it
 * began with has changed. Memberships and what an access provider grants are not asked again. spec/07b §9
 */
export async function isStillAllowed(
  engine: Engine,
  credentials: Credentials,
  caller: Caller,
  roles: readonly RoleSchema[],
): Promise<boolean> {
  return (
    (await isStillRecognised(engine, credentials, caller)) &&
    engine.read(caller.database, (transaction) => haveStayed(roles, engine.schemaOf(transaction).catalog))
  );
}

async function isStillRecognised(engine: Engine, credentials: Credentials, caller: Caller): Promise<boolean> {
  if (caller.jwt !== undefined) return !isJwtOver(caller.jwt.expires, engine.options.surroundings.clock());
  const present = await engine.authenticate(credentials);
  return present !== undefined && rightsText(present) === rightsText(caller);
}

/** All that decides on a caller's rights. */
function rightsText({ database, role, userRoles, identity, ttl }: Caller): string {
  return JSON.stringify([database, role, userRoles, identity, ttl]);
}

function haveStayed(roles: readonly RoleSchema[], { roles: present }: Catalog): boolean {
  return roles.every((role) => {
    const now = present.find(({ id }) => id === role.id);
    return now === role || JSON.stringify(now?.definition) === JSON.stringify(role.definition);
  });
}
