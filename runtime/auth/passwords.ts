import { compareSync, encodeBase64, hashSync } from "bcryptjs";

/** What the service's hashes cost: a login happens within a query. spec/07 §5 */
const COST = "05";

/** The bcrypt hash of a password, with 16 random bytes as its salt; only the first 72 bytes of a password count. */
export function hashPassword(password: string, random: Uint8Array): string {
  return hashSync(password, `$2b$${COST}$${encodeBase64(random, random.length)}`);
}

export function isPassword(password: string, hash: string): boolean {
  return compareSync(password, hash);
}
