/** The canonical decimal text of a 64-bit integer written with sign or leading zeros; undefined if it is none. spec/04 §10 */
export function canonicalId(text: string): string | undefined {
  if (!isIntegerText(text)) return undefined;
  // Up to 18 digits fit 64 bits, whatever they are.
  if (text.length <= 18 && text.charCodeAt(0) >= 49) return text;
  const n = BigInt(text.startsWith("+") ? text.slice(1) : text);
  return BigInt.asIntN(64, n) === n ? n.toString() : undefined;
}

/** Digits, perhaps behind a sign; without an expression, which costs more than all the rest of a look-up by id. */
function isIntegerText(text: string): boolean {
  const first = text.charCodeAt(0);
  const start = first === 43 /* + */ || first === 45 /* - */ ? 1 : 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return text.length > start;
}

/** Numeric order of canonical ids. */
export function compareIds(a: string, b: string): number {
  const aNegative = a.charCodeAt(0) === 45;
  const bNegative = b.charCodeAt(0) === 45;
  if (aNegative !== bNegative) return aNegative ? -1 : 1;
  const order = a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
  return aNegative ? -order : order;
}
