const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LONE_SURROGATE = /\p{Surrogate}/u;

/** UTF-8, with lone surrogates encoded as other code points are, so that no two texts share their bytes. */
export function codePointBytes(text: string): Uint8Array {
  if (!LONE_SURROGATE.test(text)) return encoder.encode(text);
  return Uint8Array.from([...text].flatMap((character) => [...bytesOf(character)]));
}

export function textOfBytes(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return textWithSurrogates(bytes);
  }
}

function bytesOf(character: string): Iterable<number> {
  const code = character.codePointAt(0)!;
  if (code < 0xd800 || code > 0xdfff) return encoder.encode(character);
  return [0xed, 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
}

/** Lone surrogates are the three-byte sequences ED A0..BF xx; all between them is UTF-8. */
function textWithSurrogates(bytes: Uint8Array): string {
  let text = "";
  let start = 0;
  for (let i = 0; i + 2 < bytes.length; i++) {
    if (bytes[i] !== 0xed || bytes[i + 1]! < 0xa0) continue;
    const code = 0xd000 | ((bytes[i + 1]! & 0x3f) << 6) | (bytes[i + 2]! & 0x3f);
    text += decoder.decode(bytes.subarray(start, i)) + String.fromCharCode(code);
    start = i + 3;
    i += 2;
  }
  return text + decoder.decode(bytes.subarray(start));
}
