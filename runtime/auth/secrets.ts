import { sha256 } from "@noble/hashes/sha2.js";
import { decodeUrlBase64, encodeBase64 } from "../values/index.js";

const MARK = 126;
const KEY = 112;
const TOKEN = 113;
const KEY_BYTES = 30;
const TOKEN_BYTES = 38;

/** The secret of a key: mark, kind, id, and 20 random bytes, as URL-safe Base64. spec/07 §1.2 */
export function keySecret(id: string, random: Uint8Array): string {
  return secretText(KEY, [BigInt(id)], random);
}

/** The secret of a token tells its database, too. */
export function tokenSecret(id: string, database: number, random: Uint8Array): string {
  return secretText(TOKEN, [BigInt(id), BigInt(database)], random);
}

function secretText(kind: number, numbers: readonly bigint[], random: Uint8Array): string {
  const bytes = new Uint8Array(2 + numbers.length * 8 + random.length);
  bytes[0] = MARK;
  bytes[1] = kind;
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, i) => {
    view.setBigInt64(2 + i * 8, number);
  });
  bytes.set(random, bytes.length - random.length);
  return encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Whose a secret claims to be. */
export type Claim =
  | { readonly kind: "key"; readonly id: string }
  | { readonly kind: "token"; readonly id: string; readonly database: number };

/** Undefined where it is no secret of a key or token. spec/07 §1.2 */
export function claimOf(secret: string): Claim | undefined {
  const bytes = decodeUrlBase64(secret);
  if (bytes === undefined || bytes[0] !== MARK) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes[1] === KEY && bytes.length === KEY_BYTES) {
    return { kind: "key", id: view.getBigInt64(2).toString() };
  }
  if (bytes[1] !== TOKEN || bytes.length !== TOKEN_BYTES) return undefined;
  return { kind: "token", id: view.getBigInt64(2).toString(), database: Number(view.getBigInt64(10)) };
}

/** What is stored of a secret that we made: with 160 random bits, a fast hash is enough. engine §13 */
export function hashSecret(secret: string): string {
  return encodeBase64(sha256(new TextEncoder().encode(secret)));
}
