import type { Access } from "../call/access.js";
import type { Run } from "../call/index.js";
import { BUILT_IN_ACCESS, isBuiltInRole } from "./builtInAccess.js";
import { roleAccess } from "./roleAccess.js";

/** What a role by its name may do: of a key, of a function. One that is no more grants nothing. spec/07 §3.1, spec/07b §6.4 */
export function accessOfRole(run: Run, name: string): Access {
  if (isBuiltInRole(name)) return BUILT_IN_ACCESS[name];
  const roles = run.schema.catalog.roles.filter((role) => role.name === name);
  return roleAccess(run, roles, undefined);
}
