const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const CODES = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
const PADDING = "=".charCodeAt(0);

/** By code of a letter. */
const VALUES = new Uint8Array(128);
CODES.forEach((code, i) => {
  VALUES[code] = i;
});

const ascii = new TextDecoder();

/** Padded standard Base64. spec/04 §10 */
export function encodeBase64(bytes: Uint8Array): string {
  const count = bytes.length;
  const codes = new Uint8Array(Math.ceil(count / 3) * 4).fill(PADDING);
  let written = 0;
  for (let i = 0; i < count; i += 3) {
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    codes[written] = CODES[bits >> 18]!;
    codes[written + 1] = CODES[(bits >> 12) & 63]!;
    if (i + 1 < count) codes[written + 2] = CODES[(bits >> 6) & 63]!;
    if (i + 2 < count) codes[written + 3] = CODES[bits & 63]!;
    written += 4;
  }
  return ascii.decode(codes);
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
  for (let i = 0; i < letters.length; i++) {
    bits = ((bits << 6) | VALUES[letters.charCodeAt(i)]!) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[written++] = (bits >> count) & 0xff;
  }
  return bytes;
}

/** The same of the alphabet for URLs; whoever writes the standard one is read too. spec/07 §1.2 */
export function decodeUrlBase64(text: string): Uint8Array | undefined {
  return decodeBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
}
