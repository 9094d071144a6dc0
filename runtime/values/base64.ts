const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((letter, i) => [letter, i]));

/** Padded standard Base64. spec/04 §10 */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET[(bits >> shift) & 63]!);
    const count = Math.min(bytes.length - i, 3) + 1;
    parts.push(letters.slice(0, count).join("").padEnd(4, "="));
  }
  return parts.join("");
}

/** Standard alphabet; padding complete or absent; left-over bits are ignored. Undefined if malformed. spec/04 §10 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const match = /^([A-Za-z0-9+/]*)(=*)$/.exec(text);
  if (match === null) return undefined;
  const letters = match[1]!;
  const padding = match[2]!.length;
  const last = letters.length % 4;
  if (last === 1 || (padding !== 0 && (last === 0 || padding !== 4 - last))) return undefined;
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let bits = 0;
  let count = 0;
  let written = 0;
  for (const letter of letters) {
    bits = ((bits << 6) | VALUES.get(letter)!) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[written++] = (bits >> count) & 0xff;
  }
  return bytes;
}
