import type { RoleSchema } from "../../compiler/index.js";
import type { Schema } from "../call/index.js";
import { type FunctionValue, NATIVE, type NativeCollectionName } from "../values/index.js";

/** What a privilege grants: everything, or what a predicate accepts. */
export type Grant = "always" | FunctionValue;

/** A role with its resources looked up: by internal id of a collection or function, and action. */
export type Privileges = ReadonlyMap<string, readonly Grant[]>;

const linkedRoles = new WeakMap<RoleSchema, Privileges>();

/** The privileges of a role of this schema; resources that are no more are ignored. spec/07b §3.1 */
export function privilegesOf(role: RoleSchema, schema: Schema): Privileges {
  let privileges = linkedRoles.get(role);
  if (privileges === undefined) {
    privileges = linkPrivileges(role, schema);
    linkedRoles.set(role, privileges);
  }
  return privileges;
}

export function grantKey(resource: number, action: string): string {
  return `${resource}:${action}`;
}

function linkPrivileges(role: RoleSchema, schema: Schema): Privileges {
  const privileges = new Map<string, Grant[]>();
  for (const { resource, actions } of role.privileges) {
    const id = resourceId(schema, resource);
    if (id === undefined) continue;
    for (const { action, predicate } of actions) {
      const grant: Grant =
        predicate === undefined ? "always" : schema.linker.linkLambda(predicate, predicate.span.source);
      const key = grantKey(id, action);
      privileges.set(key, [...(privileges.get(key) ?? []), grant]);
    }
  }
  return privileges;
}

/** Built-in collections, then user collections and functions, each by name and then by alias. spec/07b §3.1 */
export function resourceId(schema: Schema, name: string): number | undefined {
  const native = name === "Credentials" ? NATIVE.Credential : NATIVE[name as NativeCollectionName];
  if (native !== undefined) return native;
  const { collections, functions } = schema.catalog;
  for (const definitions of [collections, functions]) {
    const found =
      definitions.find((each) => each.name === name) ?? definitions.find((each) => each.alias === name);
    if (found !== undefined) return found.id;
  }
  return undefined;
}
