import { ByteWriter } from "../byteWriter.js";
import { type Contraction, collationTable, type Element } from "./collationTable.js";

/** Between the levels of a key; all weights are greater, and 0 is left to mark the key's end. */
const LEVEL_END = 1;
/** Weights start here; on the lower levels it is that of a letter without marks, in its lightest form. */
const LIGHTEST = 2;
const VALUES = 256 - LIGHTEST;

/**
 * The sort key of a text: keys compare as bytes like their texts by `Intl.Collator` (spec/04 §4.3), and what the
 * collator holds for equal has one key. Primary weights of all characters, then secondary, then tertiary ones.
 */
export function collationKey(text: string): Uint8Array {
  const elements = elementsOf(text);
  const out = new ByteWriter();
  for (const { primary } of elements) if (primary !== undefined) writePrimary(out, primary);
  writeLevel(
    out.byte(LEVEL_END),
    elements.map(({ secondary }) => secondary),
  );
  writeLevel(
    out.byte(LEVEL_END),
    elements.map(({ tertiary }) => tertiary),
  );
  return out.finish();
}

function writePrimary(out: ByteWriter, weight: number): void {
  // Two bytes for letters of living scripts, three for most ideographs.
  const short = 199 * VALUES;
  if (weight < short) {
    out.byte(LIGHTEST + Math.floor(weight / VALUES)).byte(LIGHTEST + (weight % VALUES));
    return;
  }
  const rest = weight - short;
  out
    .byte(LIGHTEST + 199 + Math.floor(rest / VALUES ** 2))
    .byte(LIGHTEST + (Math.floor(rest / VALUES) % VALUES))
    .byte(LIGHTEST + (rest % VALUES));
}

/** The lightest weights at the end are left out: they compare as the end does. */
function writeLevel(out: ByteWriter, weights: readonly number[]): void {
  let end = weights.length;
  while (end > 0 && weights[end - 1] === 0) end--;
  for (let i = 0; i < end; i++) {
    const weight = weights[i]!;
    if (weight === 0) out.byte(LIGHTEST);
    else out.byte(LIGHTEST + 1 + Math.floor(weight / VALUES)).byte(LIGHTEST + (weight % VALUES));
  }
}

/** The collation elements of a text. Unicode Technical Standard 10, §7.2: the longest match, also over marks between. */
function elementsOf(text: string): readonly Element[] {
  const table = collationTable();
  const codes = [...text.normalize("NFD")].map((character) => character.codePointAt(0)!);
  const elements: Element[] = [];
  for (let i = 0; i < codes.length; ) {
    const starting = table.contractionsOf(codes[i]!);
    let matched: readonly number[] = [codes[i]!];
    let found =
      starting.length === 0 ? undefined : starting.find((contraction) => startsAt(codes, i, contraction));
    if (found !== undefined) matched = found.codes;
    i += matched.length;
    if (starting.length > 0) {
      for (let mark = nextMark(codes, i, i); mark >= 0; mark = nextMark(codes, i, mark)) {
        const longer = [...matched, codes[mark]!];
        const contraction = starting.find((candidate) => isSame(candidate.codes, longer));
        if (contraction === undefined) {
          mark++;
          continue;
        }
        found = contraction;
        matched = longer;
        codes.splice(mark, 1);
      }
    }
    elements.push(...(found?.elements ?? table.elementsOf(matched[0]!)));
  }
  return elements;
}

function startsAt(codes: readonly number[], start: number, { codes: sought }: Contraction): boolean {
  return sought.every((code, i) => codes[start + i] === code);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((code, i) => code === b[i]);
}

/** The next mark from `from` on that nothing since `start` keeps from combining with what is before; -1 if there is none. */
function nextMark(codes: readonly number[], start: number, from: number): number {
  for (let i = from; i < codes.length && combines(codes[i]!); i++) {
    if (i === start || !sharesPlace(codes[i - 1]!, codes[i]!)) return i;
  }
  return -1;
}

/** True for marks of a combining class other than 0: canonical order moves them behind an iota below, the highest class. */
function combines(code: number): boolean {
  if (code < 0x300) return false;
  const character = String.fromCodePoint(code);
  return character === "\u0345" || `\u0345${character}`.normalize("NFD") !== `\u0345${character}`;
}

/** True for marks of one combining class: canonical order leaves them as they are, either way. */
function sharesPlace(a: number, b: number): boolean {
  const [first, second] = [String.fromCodePoint(a), String.fromCodePoint(b)];
  return (second + first).normalize("NFD") === second + first;
}
