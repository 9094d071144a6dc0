const ALPHABET = "ybndrfg8ejkmcpqxot1uwisza345h769";

/** A 64-bit id in z-base-32: 13 characters, five bits each from the top, the last with a zero bit. spec/07 §7 */
export function globalIdText(id: bigint): string {
  const bits = BigInt.asUintN(64, id) << 1n;
  let text = "";
  for (let shift = 60n; shift >= 0n; shift -= 5n) text += ALPHABET[Number((bits >> shift) & 31n)];
  return text;
}

/** The root database's, which nobody reaches by a JWT. */
export const ROOT_GLOBAL_ID = globalIdText(0n);

/** What the audience of a JWT for a database begins with. spec/07 §8 */
export const AUDIENCE_PREFIX = "https://db.fauna.com/db/";

/** Whom the JWTs for a database are for. spec/07 §7 */
export function audienceOf(globalId: string): string {
  return AUDIENCE_PREFIX + globalId;
}
