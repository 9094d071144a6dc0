import { sha256 } from "@noble/hashes/sha2.js";
import { decodeBase64, encodeBase64 } from "../values/index.js";

const MARK = 126;
const KEY = 112;
const KEY_SECRET_BYTES = 30;

/** The secret of a key: mark, kind, id, and 20 random bytes, as URL-safe Base64. spec/07 §1.2 */
export function keySecret(id: string, random: Uint8Array): string {
  const bytes = new Uint8Array(10 + random.length);
  bytes[0] = MARK;
  bytes[1] = KEY;
  new DataView(bytes.buffer).setBigInt64(2, BigInt(id));
  bytes.set(random, 10);
  return encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The id of the key that a secret claims to be of; undefined where it is no secret of a key. spec/07 §1.2 */
export function keyOfSecret(secret: string): string | undefined {
  const bytes = decodeBase64(secret.replaceAll("-", "+").replaceAll("_", "/"));
  if (bytes?.length !== KEY_SECRET_BYTES || bytes[0] !== MARK || bytes[1] !== KEY) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(2).toString();
}

/** What is stored of a secret that we made: with 160 random bits, a fast hash is enough. engine §13 */
export function hashSecret(secret: string): string {
  return encodeBase64(sha256(new TextEncoder().encode(secret)));
}
