import { invalidArgument } from "../problems/calls.js";

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
const CHEROKEE = /[\u13a0-\u13f5\u13f8-\u13fd\uab70-\uabbf]/;

/** spec/04 §12.4 */
export function casefold(text: string, format = "NFKCCaseFold"): string {
  switch (format) {
    case "NFKCCaseFold":
      return foldToFixpoint(text);
    case "NFC":
    case "NFD":
    case "NFKC":
    case "NFKD":
      return text.normalize(format);
    default:
      throw invalidArgument(
        "format",
        "expected a casefold format (one of NFKCCaseFold, NFC, NFD, NFKC, or NFKD)",
      );
  }
}

/** Unicode's NFKC_Casefold. */
function foldToFixpoint(text: string): string {
  let folded = text;
  for (;;) {
    const next = foldOnce(folded);
    if (next === folded) return folded;
    folded = next;
  }
}

function foldOnce(text: string): string {
  return [...text.normalize("NFKC").replace(IGNORABLE, "")].map(foldCodePoint).join("").normalize("NFKC");
}

/** Full case folding by the case mappings, which differ from it in dotless i, sharp S and Cherokee. */
function foldCodePoint(character: string): string {
  if (character === "ı") return character;
  if (character === "ẞ") return "ss";
  const upper = character.toUpperCase();
  return CHEROKEE.test(character) ? upper : upper.toLowerCase();
}
