const ALPHABET = "ybndrfg8ejkmcpqxot1uwisza345h769";

/** A 64-bit id in z-base-32: 13 characters, five bits each from the top, the last with a zero bit. spec/07 §7 */
export function globalIdText(id: bigint): string {
  const bits = BigInt.asUintN(64, id) << 1n;
  let text = "";
  for (let shift = 60n; shift >= 0n; shift -= 5n) text += ALPHABET[Number((bits >> shift) & 31n)];
  return text;
}
