import { type Access, FULL_ACCESS } from "../call/access.js";
import type { BuiltInRole } from "../queryRequest.js";
import { type DocumentValue, NATIVE } from "../values/index.js";

/** What only admins reach: keys, roles, access providers, databases. spec/07b §7 */
const ADMINISTRATION: ReadonlySet<number> = new Set([
  NATIVE.Key,
  NATIVE.Role,
  NATIVE.AccessProvider,
  NATIVE.Database,
]);

const isOrdinary = ({ collection }: DocumentValue) => !ADMINISTRATION.has(collection);
const never = () => false;

const SERVER: Access = {
  isAdmin: false,
  isServer: true,
  mayRead: isOrdinary,
  mayReadSome: () => true,
  mayCreate: isOrdinary,
  mayWrite: isOrdinary,
  mayDelete: isOrdinary,
  mayCall: () => true,
};

const SERVER_READONLY: Access = {
  ...SERVER,
  isServer: false,
  mayCreate: never,
  mayWrite: never,
  mayDelete: never,
  mayCall: never,
};

const CLIENT: Access = { ...SERVER_READONLY, mayRead: never, mayReadSome: never };

/** What predicates of roles may do, whoever asks: read the present, call functions. spec/07b §5.4 */
export const PREDICATE_ACCESS: Access = {
  ...SERVER,
  mayRead: (document) => document.readAt === undefined && isOrdinary(document),
};

/** spec/07 §2, spec/07b §7 */
export const BUILT_IN_ACCESS: Readonly<Record<BuiltInRole, Access>> = {
  admin: FULL_ACCESS,
  server: SERVER,
  "server-readonly": SERVER_READONLY,
  client: CLIENT,
};

export function isBuiltInRole(name: string): name is BuiltInRole {
  return Object.hasOwn(BUILT_IN_ACCESS, name);
}
