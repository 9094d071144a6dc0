import { AUDIENCE_PREFIX } from "../schema/globalId.js";
import { decodeUrlBase64, type Struct, type Value } from "../values/index.js";
import { decodeSimple } from "../wire/decode/decodeSimple.js";
import { type Json, JsonObject, readJson } from "../wire/request/json.js";

/** Hashes of the signatures that are accepted: RSA, PKCS#1 v1.5. */
const HASHES: ReadonlyMap<Json | undefined, string> = new Map([
  ["RS256", "SHA-256"],
  ["RS384", "SHA-384"],
  ["RS512", "SHA-512"],
]);

const GLOBAL_ID_LENGTH = 13;

/** What a JWT says, before anybody has verified that its issuer says so. */
export interface Jwt {
  /** Of the database that it is for. */
  readonly globalId: string;
  readonly issuer: string;
  readonly keyId: string | undefined;
  /** In seconds since 1970; undefined where it never expires. */
  readonly expires: number | undefined;
  readonly payload: Struct;
  /** The name of the signature's hash, as WebCrypto has it. */
  readonly hash: string;
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** Reads a JWT as it is at some time, in microseconds; undefined where it is not good then, or never. spec/07 §8 */
export function readJwt(token: string, now: number): Jwt | undefined {
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  const header = jsonPart(parts[0]!);
  const claims = jsonPart(parts[1]!);
  const signature = decodedPart(parts[2]!);
  if (header === undefined || claims === undefined || signature === undefined) return undefined;
  const hash = HASHES.get(header.get("alg"));
  const globalId = globalIdIn(claims.get("aud"));
  const issuer = textOf(claims.get("iss"));
  if (hash === undefined || globalId === undefined || issuer === undefined) return undefined;
  const expires = secondsOf(claims.get("exp"));
  const notBefore = secondsOf(claims.get("nbf"));
  if (isJwtOver(expires, now) || (notBefore !== undefined && now <= notBefore * 1e6)) return undefined;
  return {
    globalId,
    issuer,
    keyId: textOf(header.get("kid")),
    expires,
    payload: decodeSimple(new JsonObject([...claims])) as Value as Struct,
    hash,
    signed: new TextEncoder().encode(`${parts[0]}.${parts[1]}`),
    signature,
  };
}

/** Whether it is over at a time in microseconds. */
export function isJwtOver(expires: number | undefined, now: number): boolean {
  return expires !== undefined && now >= expires * 1e6;
}

function jsonPart(part: string): ReadonlyMap<string, Json> | undefined {
  const bytes = decodedPart(part);
  const read = bytes && readJson(new TextDecoder().decode(bytes));
  return read?.ok && read.value instanceof JsonObject ? new Map(read.value.entries) : undefined;
}

function decodedPart(part: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = decodeUrlBase64(part);
  return bytes && Uint8Array.from(bytes);
}

/** Of the audiences exactly one is a database. */
function globalIdIn(audience: Json | undefined): string | undefined {
  const ids = [audience]
    .flat()
    .map(textOf)
    .filter((text) => text?.startsWith(AUDIENCE_PREFIX))
    .map((text) => text!.slice(AUDIENCE_PREFIX.length).toLowerCase());
  return ids.length === 1 && ids[0]!.length === GLOBAL_ID_LENGTH ? ids[0] : undefined;
}

function textOf(json: Json | undefined): string | undefined {
  return typeof json === "string" ? json : undefined;
}

/** Other kinds of numbers count as absent. */
function secondsOf(json: Json | undefined): number | undefined {
  return typeof json === "number" || typeof json === "bigint" ? Number(json) : undefined;
}
