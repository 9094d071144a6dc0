import { type CodePointSet, collect, contains, rangesOf, single, union } from "./codePointSet.js";
import type { Folding } from "./syntax.js";

/** Case mapped one to one: what maps to more than one code point stays. */
function mapped(codePoint: number, map: (text: string) => string): number {
  const text = map(String.fromCodePoint(codePoint));
  const result = text.codePointAt(0)!;
  return String.fromCodePoint(result) === text ? result : codePoint;
}

function simpleUpper(codePoint: number): number {
  return mapped(codePoint, (text) => text.toUpperCase());
}

function simpleLower(codePoint: number): number {
  return mapped(codePoint, (text) => text.toLowerCase());
}

function isAsciiLetter(codePoint: number): boolean {
  return (codePoint >= 65 && codePoint <= 90) || (codePoint >= 97 && codePoint <= 122);
}

/** Letters that compare alike fold alike. */
export function fold(codePoint: number, folding: Folding): number {
  switch (folding) {
    case "none":
      return codePoint;
    case "ascii":
      return isAsciiLetter(codePoint) ? codePoint | 32 : codePoint;
    case "unicode":
      return simpleLower(simpleUpper(codePoint));
  }
}

/** A set with all letters that compare alike to one in it. */
export function closeOverCase(set: CodePointSet, folding: Folding): CodePointSet {
  if (folding === "none") return set;
  const variants = folding === "ascii" ? asciiVariants : variantsByFold();
  const added: CodePointSet[] = [];
  for (const [codePoint, folded] of folding === "ascii" ? asciiFolds : casedFolds()) {
    if (contains(set, codePoint)) added.push(...(variants.get(folded) ?? []).map(single));
  }
  return added.length === 0 ? set : union(set, ...added);
}

type Folds = ReadonlyMap<number, number>;
type Variants = ReadonlyMap<number, readonly number[]>;

const asciiFolds: Folds = new Map(
  Array.from({ length: 128 }, (_, i) => i)
    .filter(isAsciiLetter)
    .map((codePoint) => [codePoint, codePoint | 32]),
);
const asciiVariants: Variants = groupByFold(asciiFolds);

let folds: Folds | undefined;
let foldVariants: Variants | undefined;

/** Made when a pattern first ignores the case of all letters. */
function casedFolds(): Folds {
  folds ??= new Map(
    rangesOf(collect("Changes_When_Casemapped")).flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, i) => [first + i, fold(first + i, "unicode")] as const),
    ),
  );
  return folds;
}

function variantsByFold(): Variants {
  foldVariants ??= groupByFold(casedFolds());
  return foldVariants;
}

function groupByFold(all: Folds): Variants {
  const groups = new Map<number, number[]>();
  for (const [codePoint, folded] of all) {
    const group = groups.get(folded);
    if (group === undefined) groups.set(folded, [codePoint]);
    else group.push(codePoint);
  }
  return groups;
}
