export function collationKey(text: string): Uint8Array {
  return new Uint8Array([...text.toLowerCase()].map((c) => (c.codePointAt(0)! % 250) + 1));
}
