import type { AccessProviderSchema } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { audienceOf } from "../schema/globalId.js";
import type { Transaction } from "../transaction/index.js";
import { adminOf, type Caller } from "./caller.js";
import type { DatabaseNode, DatabaseTree, ReadDatabase } from "./databases.js";
import { type Jwt, readJwt } from "./jwt.js";
import type { KeySets, PublicKey } from "./keySets.js";
import { predicateAccepts } from "./predicate.js";

/** What recognising the bearer of a JWT takes. */
export interface JwtAuthentication {
  readonly tree: DatabaseTree;
  readonly read: ReadDatabase;
  /** A run in which predicates are asked. */
  readonly runOf: (transaction: Transaction) => Run;
  readonly keySets: KeySets;
  /** In microseconds. */
  readonly clock: () => number;
}

/** Who comes with a JWT: roles that an access provider of its database grants; undefined where nothing does. spec/07 §8 */
export async function byJwt(authentication: JwtAuthentication, token: string): Promise<Caller | undefined> {
  const { tree, keySets } = authentication;
  const jwt = readJwt(token, authentication.clock());
  const node = jwt && (await tree.known(jwt.globalId));
  if (jwt === undefined || node === undefined) return undefined;
  const provider = await providerOf(authentication, node, jwt);
  const key = provider && (await keySets.find(provider.jwksUri, jwt.keyId));
  if (key === undefined || !(await isSignedBy(jwt, key))) return undefined;
  const roles = await rolesGranted(authentication, node, jwt);
  if (roles.length === 0) return undefined;
  tree.enter(node);
  return { ...adminOf(node.number), role: undefined, userRoles: roles, jwt };
}

function providerOf(
  { read, runOf }: JwtAuthentication,
  { number, settings }: DatabaseNode,
  { issuer }: Jwt,
): Promise<AccessProviderSchema | undefined> {
  if (issuer === audienceOf(settings.globalId)) return Promise.resolve(undefined);
  return read(number, (transaction) => providerIn(runOf(transaction), issuer));
}

function providerIn({ schema }: Run, issuer: string): AccessProviderSchema | undefined {
  return schema.catalog.accessProviders.find((each) => each.issuer === issuer);
}

/** The roles whose predicates accept what the JWT says. */
function rolesGranted(
  { read, runOf }: JwtAuthentication,
  { number }: DatabaseNode,
  jwt: Jwt,
): Promise<readonly string[]> {
  return read(number, (transaction) => {
    const run = runOf(transaction);
    run.token = jwt.payload;
    const granted = providerIn(run, jwt.issuer)?.roles.filter(({ predicate }) => {
      if (predicate === undefined) return true;
      const lambda = run.schema.linker.linkLambda(predicate, predicate.span.source);
      return predicateAccepts(run, lambda, [jwt.payload], undefined);
    });
    return (granted ?? []).map(({ role }) => role);
  });
}

const PKCS1 = "RSASSA-PKCS1-v1_5";

/** Keys that cannot be read verify nothing. */
async function isSignedBy({ hash, signed, signature }: Jwt, { kty, n, e }: PublicKey): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  const algorithm = { name: PKCS1, hash };
  const key = await subtle
    .importKey("jwk", { kty: kty!, n: n!, e: e! }, algorithm, false, ["verify"])
    .catch(() => undefined);
  return key !== undefined && subtle.verify(PKCS1, key, signature, signed);
}
