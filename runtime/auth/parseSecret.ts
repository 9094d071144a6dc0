import type { BuiltInRole, Credentials, ScopedIdentity, SecretScope } from "../queryRequest.js";

const SECRET = /[^/,()&=:]+/y;
const PATH = /([^,()&=:]+):/y;
const BUILT_IN_ROLE = /admin|server-readonly|server|client/y;
const ROLE = /@role\/([^,()&=:]+)/y;
const DOCUMENT = /(?:@doc|collections|classes)\/([^,()&=:]+)/y;

/**
 * A secret with its scope, `secret:db/path:role`; undefined where it does not parse. Choices are ordered and not
 * retried: a suffix that is no scope is ignored, one with text left over spoils the secret. spec/07 §1.3
 */
export function parseSecret(text: string): Credentials | undefined {
  const secret = matchAt(SECRET, text, 0)?.[0];
  if (secret === undefined) return undefined;
  const scope = parseScope(text, secret.length);
  if (scope !== undefined) {
    return scope.end === text.length ? { kind: "secret", secret, scope: scope.value } : undefined;
  }
  const isBare = secret.length === text.length || text[secret.length] === ":";
  return isBare ? { kind: "secret", secret, scope: undefined } : undefined;
}

interface At<T> {
  readonly value: T;
  /** Where the text goes on. */
  readonly end: number;
}

function parseScope(text: string, start: number): At<SecretScope> | undefined {
  if (text[start] !== ":") return undefined;
  const path = matchAt(PATH, text, start + 1);
  const identity = parseIdentity(text, start + 1 + (path?.[0].length ?? 0));
  if (identity === undefined) return undefined;
  const database = path === undefined ? undefined : databasePath(path[1]!);
  return { value: { database, identity: identity.value }, end: identity.end };
}

function parseIdentity(text: string, start: number): At<ScopedIdentity> | undefined {
  const builtIn = matchAt(BUILT_IN_ROLE, text, start);
  if (builtIn !== undefined) {
    return at(start, builtIn, { kind: "builtIn", role: builtIn[0] as BuiltInRole });
  }
  const role = matchAt(ROLE, text, start);
  if (role !== undefined) return at(start, role, { kind: "role", name: role[1]! });
  const document = matchAt(DOCUMENT, text, start);
  return document && at(start, document, { kind: "document", ref: document[1]! });
}

function at<T>(start: number, match: RegExpExecArray, value: T): At<T> {
  return { value, end: start + match[0].length };
}

function databasePath(path: string): readonly string[] {
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? [] : trimmed.split("/");
}

function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start;
  return pattern.exec(text) ?? undefined;
}
