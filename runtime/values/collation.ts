/**
 * Strings as index entries order them: ICU root collation, tertiary strength, punctuation not ignored; what the
 * collator holds for equal, by UTF-8 bytes. spec/04 §4.3, engine §2
 */
export function collate(a: string, b: string): number {
  if (a === b) return 0;
  return collateAscii(a, b) ?? (collator().compare(a, b) || compareCodePoints(a, b));
}

let shared: Intl.Collator | undefined;

/** Made on first use: most strings never need it. */
function collator(): Intl.Collator {
  shared ??= new Intl.Collator("en", { usage: "sort", sensitivity: "variant", ignorePunctuation: false });
  return shared;
}

/** Printable ASCII in collation order; a letter's two cases differ only where nothing else does. */
const ASCII_ORDER = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

/** Primary weights of the ASCII characters; 0 for controls, which the collator ignores. */
const PRIMARY = new Uint8Array(128);
for (let i = 0; i < ASCII_ORDER.length; i++) {
  PRIMARY[ASCII_ORDER.charCodeAt(i)] = i + 1;
  PRIMARY[ASCII_ORDER[i]!.toUpperCase().charCodeAt(0)] = i + 1;
}

/** Undefined where other characters may decide: also the one behind a difference counts, since marks combine with it. */
function collateAscii(a: string, b: string): number | undefined {
  const length = Math.min(a.length, b.length);
  let caseOrder = 0;
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (!isPrintable(left) || !isPrintable(right)) return undefined;
    if (left === right) continue;
    const order = PRIMARY[left]! - PRIMARY[right]!;
    if (order !== 0) return endsOrPrintable(a, i + 1) && endsOrPrintable(b, i + 1) ? order : undefined;
    if (caseOrder === 0) caseOrder = right - left;
  }
  if (!endsOrPrintable(a, length) || !endsOrPrintable(b, length)) return undefined;
  return a.length - b.length || caseOrder;
}

/** So many characters fit a number, seven bits each, that a Double has room for. */
const RANKED = 7;

/**
 * An integer below 2⁴⁹ for the first characters of a text: what has the lower one collates before, of equal ones nothing
 * is known. NaN where other characters may decide.
 */
export function collationRank(text: string): number {
  let rank = 0;
  for (let i = 0; i <= RANKED; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : undefined;
    if (unit !== undefined && !isPrintable(unit)) return Number.NaN;
    if (i < RANKED) rank = rank * 128 + (unit === undefined ? 0 : PRIMARY[unit]!);
  }
  return rank;
}

function isPrintable(unit: number): boolean {
  return unit >= 32 && unit < 127;
}

function endsOrPrintable(text: string, index: number): boolean {
  return index === text.length || isPrintable(text.charCodeAt(index));
}

/** The order of UTF-8 bytes is that of code points; UTF-16 units differ from it in surrogates only. */
function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    if (left < 0xd800 || right < 0xd800) return left - right;
    return a.codePointAt(startOfPair(a, i))! - b.codePointAt(startOfPair(b, i))!;
  }
  return a.length - b.length;
}

/** Where the code point of a unit starts: one before the trailing half of a pair. */
function startOfPair(text: string, index: number): number {
  const isTrailing = (text.charCodeAt(index) & 0xfc00) === 0xdc00;
  return isTrailing && index > 0 && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800 ? index - 1 : index;
}
