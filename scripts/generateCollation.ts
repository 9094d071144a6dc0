/**
 * Writes runtime/storage/encoded/collation/table.ts: the ICU root collation as weights, found out by asking
 * `Intl.Collator`. Run it with `tsc -p tsconfig.extras.json && node dist/scripts/generateCollation.js` to pin another version of ICU; stores that were
 * written with the old table then need to be copied. Takes a minute.
 *
 * Units are characters, and contractions: sequences that sort otherwise than their parts. Each unit has elements, of
 * three weights. The first unit of those that share a primary weight stands for it, likewise of the marks that share a
 * secondary weight; all other units are spelled with these. Weights that no unit has alone ("between": of ð after the
 * strokes, of the brackets in ⑴) get a place between those that some have.
 */
import { writeFileSync } from "node:fs";

const collators = (["base", "accent", "variant"] as const).map(
  (sensitivity) => new Intl.Collator("en", { sensitivity, ignorePunctuation: false }),
);
const [base, accent, variant] = collators as [Intl.Collator, Intl.Collator, Intl.Collator];

/** Ignored by the collator, and keeps what it stands between from combining. */
const JOINER = "\u034f";
/** Sorts behind everything. */
const LAST = "\uffff";
/** A code point that will never be assigned, for all of those. */
const UNASSIGNED = "\u{50000}";
/** Places between two weights. */
const BETWEEN = 32;

interface Element {
  /** Place in `primaries`; undefined for a mark. */
  readonly primary: number | undefined;
  readonly secondary: number;
  tertiary: number;
}

function main(): void {
  const characters = storableCharacters();
  const ignorable = characters.filter((c) => variant.compare(c, "") === 0);
  const heavy = characters.filter((c) => variant.compare(c, "") !== 0);
  const units = [...heavy, ...contractionsOf(heavy)];
  const marks = grouped(units.filter(isMark), accent);
  const isPrimaryUnit = (unit: string) => !isMark(unit);
  const { primaries, rest } = primariesOf(units.filter(isPrimaryUnit));
  const speller = new Speller(
    primaries.map((group) => group[0]!),
    marks.map((group) => group[0]!),
  );
  const spelled = [
    ...primaries.flatMap((group, i) => group.slice(1).map((unit) => ({ unit, letters: [i] }))),
    ...rest.map((unit) => ({ unit, letters: speller.letters(unit) })),
    ...marks.flatMap((group) => group.slice(1).map((unit) => ({ unit, letters: [] }))),
  ];
  const items = speller.spell(spelled);
  writeFileSync(
    "runtime/storage/encoded/collation/table.ts",
    tableSource(
      primaries.map((group) => group[0]!),
      marks.map((group) => group[0]!),
      ignorable,
      items,
    ),
  );
}

function isMark(unit: string): boolean {
  return base.compare(unit, "") === 0;
}

/** All assigned characters as they stand in canonically decomposed text. */
function storableCharacters(): string[] {
  const found: string[] = [];
  for (let code = 0; code < 0x110000; code++) {
    const character = String.fromCodePoint(code);
    if (!/\p{Assigned}/u.test(character) || /\p{Co}|\p{Cs}/u.test(character)) continue;
    if (character.normalize("NFD") === character) found.push(character);
  }
  return found;
}

/** Sequences of two and three that compare otherwise when a joiner keeps the last from the others. */
function contractionsOf(characters: readonly string[]): string[] {
  const firsts = characters.filter((c) => !/\p{Unified_Ideograph}/u.test(c));
  // What can come second: marks, modifiers, the middle dot, and consonants behind vowels that are written before them.
  const seconds = firsts.filter((c) => /[\p{M}\p{Lm}\u00b7]/u.test(c) || /\p{Lo}/u.test(c));
  const vowelsBefore = firsts.filter((c) => /\p{Logical_Order_Exception}/u.test(c));
  const pairs = seconds.flatMap((second) =>
    contracting(/\p{Lo}/u.test(second) && !/\p{M}/u.test(second) ? vowelsBefore : firsts, second),
  );
  const marks = seconds.filter((c) => /\p{M}/u.test(c));
  const triples = marks.flatMap((third) => contracting(pairs, third));
  return [...new Set([...pairs, ...triples, ...decompositions()])];
}

/** Canonical decompositions that contract: other characters than marks come second in some of them. */
function decompositions(): string[] {
  const found: string[] = [];
  for (let code = 0; code < 0x110000; code++) {
    const parts = [...String.fromCodePoint(code).normalize("NFD")];
    const text = parts.join("");
    if (parts.length > 1 && variant.compare(text, parts.join(JOINER)) !== 0) found.push(text);
  }
  return found;
}

/** The sequences of one of `firsts` and `second` that contract, found by halving. */
function contracting(firsts: readonly string[], second: string): string[] {
  if (firsts.length === 0) return [];
  const stable = firsts.length > 1 ? firsts : firsts.filter((first) => isDecomposed(first + second));
  const apart = stable.map((first) => first + JOINER + second + JOINER).join("");
  const together = stable.map((first) => first + second + JOINER).join("");
  if (variant.compare(apart, together) === 0) return [];
  if (firsts.length === 1) return [firsts[0]! + second];
  const middle = Math.min(firsts.length >> 1, 4096);
  return [...contracting(firsts.slice(0, middle), second), ...contracting(firsts.slice(middle), second)];
}

function isDecomposed(text: string): boolean {
  return text.normalize("NFD") === text;
}

/** Runs of units that tie, in order; the lightest first in each. */
function grouped(units: readonly string[], collator: Intl.Collator): string[][] {
  const sorted = units.toSorted(
    (a, b) => collator.compare(a, b) || variant.compare(a, b) || a.length - b.length || (a < b ? -1 : 1),
  );
  const groups: string[][] = [];
  for (const unit of sorted) {
    const last = groups.at(-1);
    if (last !== undefined && collator.compare(last[0]!, unit) === 0) last.push(unit);
    else groups.push([unit]);
  }
  return groups;
}

/** The groups that have a primary weight of their own, and the units that are spelled with those of others. */
function primariesOf(units: readonly string[]): { primaries: string[][]; rest: string[] } {
  const primaries: string[][] = [];
  const rest: string[] = [];
  for (const group of grouped([...units, UNASSIGNED], base)) {
    const letter = primaries.at(-1)?.[0];
    if (letter !== undefined && base.compare(group[0]!, letter + JOINER + LAST) < 0) rest.push(...group);
    else primaries.push(group);
  }
  return { primaries, rest };
}

interface Spelling {
  readonly unit: string;
  readonly elements: readonly Element[];
}

/** Finds the weights of units by comparing them with what the units of known weights spell. */
class Speller {
  constructor(
    private readonly letterUnits: readonly string[],
    private readonly markUnits: readonly string[],
  ) {}

  /** The primary weights of a unit. */
  letters(unit: string): number[] {
    const letters: number[] = [];
    while (letters.length === 0 || base.compare(this.text(letters), unit) !== 0) {
      const next = lastNotAfter(unit, base, this.letterUnits, (letter) =>
        joined([this.text(letters), letter]),
      );
      if (next < 0 || letters.length > 40) throw new Error(`no letters spell ${unit}`);
      letters.push(next);
    }
    return letters;
  }

  spell(units: readonly { readonly unit: string; readonly letters: readonly number[] }[]): Spelling[] {
    const marked = units.map(({ unit, letters }) => ({ unit, ...this.marks(unit, letters) }));
    const spellings = rankBetween(marked, accent, "secondary");
    const single = new Map<string, string[]>();
    for (const { unit, elements } of spellings) {
      if (elements.length !== 1) continue;
      const name = nameOf(elements[0]!);
      single.set(name, [...(single.get(name) ?? [this.unitOf(elements[0]!)]), unit]);
    }
    const examples = new Map(
      [...single].map(([name, all]) => [name, grouped(all, variant).map((g) => g[0]!)]),
    );
    const toned = spellings.map((spelling) => this.tones(spelling, examples));
    return this.lifted(rankBetween(toned, variant, "tertiary"));
  }

  /** Where something is lighter than the unit that stands for a letter, that unit is no longer weightless. */
  private lifted(spellings: readonly Spelling[]): Spelling[] {
    const light = new Map<string, Element>();
    for (const element of spellings.flatMap(({ elements }) => elements)) {
      if (element.tertiary < 0) light.set(nameOf(element), element);
    }
    const lift = (element: Element) =>
      light.has(nameOf(element)) ? { ...element, tertiary: element.tertiary + BETWEEN } : element;
    const letters = [...light.values()].map((element) => ({
      unit: this.unitOf(element),
      elements: [{ ...element, tertiary: 0 }],
    }));
    return [...letters, ...spellings].map(({ unit, elements }) => ({ unit, elements: elements.map(lift) }));
  }

  /** Puts marks behind the letters, from the front, as long as that stays at or before the unit. */
  private marks(
    unit: string,
    letters: readonly number[],
  ): { elements: Element[]; between: number | undefined } {
    const elements: Element[] = letters.map((primary) => ({ primary, secondary: 0, tertiary: 0 }));
    const heaviest = this.markUnits.at(-1)!.repeat(3);
    let between: number | undefined;
    for (let place = letters.length === 0 ? 0 : 1; place <= elements.length; place++) {
      const spelledWith = (mark: string) =>
        joined([this.spelled(elements.slice(0, place)), mark, this.spelled(elements.slice(place))]);
      if (elements.length > 0 && accent.compare(this.spelled(elements), unit) === 0) break;
      const mark = lastNotAfter(unit, accent, this.markUnits, spelledWith);
      const isBetween =
        mark < 0
          ? place === elements.length
          : accent.compare(spelledWith(this.markUnits[mark]! + heaviest), unit) < 0;
      if (mark < 0 && !isBetween) continue;
      elements.splice(place, 0, { primary: undefined, secondary: (mark + 1) * BETWEEN, tertiary: 0 });
      if (isBetween) {
        between = place;
        break;
      }
    }
    return { elements, between };
  }

  /** Gives the elements tertiary weights, from the front, as long as that stays at or before the unit. */
  private tones(
    { unit, elements }: Spelling,
    examples: ReadonlyMap<string, readonly string[]>,
  ): { unit: string; elements: Element[]; between: number | undefined } {
    const toned = elements.map((element) => ({ ...element }));
    if (toned.some((element) => element.secondary % BETWEEN !== 0)) {
      return { unit, elements: toned, between: toned.length - 1 };
    }
    const chosen = toned.map((element) => this.unitOf(element));
    for (const [i, element] of toned.entries()) {
      const choices = examples.get(nameOf(element)) ?? [chosen[i]!];
      const spelledWith = (choice: string) => joined([...chosen.slice(0, i), choice, ...chosen.slice(i + 1)]);
      const choice = lastNotAfter(unit, variant, choices, spelledWith);
      element.tertiary = choice * BETWEEN;
      if (choice < 0) return { unit, elements: toned, between: i };
      chosen[i] = choices[choice]!;
      const rest = toned
        .slice(i + 1)
        .map((later) => (examples.get(nameOf(later)) ?? [this.unitOf(later)]).at(-1)!);
      if (variant.compare(joined([...chosen.slice(0, i + 1), ...rest]), unit) < 0) {
        return { unit, elements: toned, between: i };
      }
    }
    return { unit, elements: toned, between: undefined };
  }

  private text(letters: readonly number[]): string {
    return joined(letters.map((letter) => this.letterUnits[letter]!));
  }

  private spelled(elements: readonly Element[]): string {
    return joined(elements.map((element) => this.unitOf(element)));
  }

  private unitOf({ primary, secondary }: Element): string {
    return primary === undefined ? this.markUnits[secondary / BETWEEN - 1]! : this.letterUnits[primary]!;
  }
}

/** Gives those that share a place between two weights places in their own order. */
function rankBetween(
  found: readonly { unit: string; elements: readonly Element[]; between: number | undefined }[],
  collator: Intl.Collator,
  level: "secondary" | "tertiary",
): Spelling[] {
  const sharing = new Map<string, { unit: string; elements: readonly Element[]; between: number }[]>();
  const done: Spelling[] = [];
  for (const { unit, elements, between } of found) {
    if (between === undefined) {
      done.push({ unit, elements });
      continue;
    }
    const name = elements
      .map((element, i) => `${nameOf(element)}${i === between ? element[level] : ""}`)
      .join();
    sharing.set(name, [...(sharing.get(name) ?? []), { unit, elements, between }]);
  }
  for (const items of sharing.values()) {
    const byUnit = new Map(items.map((item) => [item.unit, item]));
    for (const [rank, group] of grouped([...byUnit.keys()], collator).entries()) {
      if (rank + 1 >= BETWEEN) throw new Error(`too many between: ${group.join(" ")}`);
      for (const unit of group) {
        const { elements, between } = byUnit.get(unit)!;
        done.push({
          unit,
          elements: elements.map((element, i) =>
            i === between ? { ...element, [level]: element[level] + rank + 1 } : element,
          ),
        });
      }
    }
  }
  return done;
}

function nameOf({ primary, secondary }: Element): string {
  return primary === undefined ? `m${secondary}` : `p${primary}`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(JOINER);
}

/** The last of the choices with which the text is not after `unit`; -1 if it always is. */
function lastNotAfter(
  unit: string,
  collator: Intl.Collator,
  choices: readonly string[],
  textWith: (choice: string) => string,
): number {
  let low = 0;
  let high = choices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (collator.compare(textWith(choices[middle]!), unit) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function tableSource(
  primaries: readonly string[],
  marks: readonly string[],
  ignorable: readonly string[],
  items: readonly Spelling[],
): string {
  const { icu, unicode } = process.versions;
  const contents = {
    PRIMARIES: runsOf(primaries),
    MARKS: runsOf(marks),
    IGNORABLE: runsOf(ignorable),
    SPELLINGS: items
      .toSorted((a, b) => a.unit.codePointAt(0)! - b.unit.codePointAt(0)! || a.unit.length - b.unit.length)
      .map(({ unit, elements }) => `${codesOf(unit).join("+")}=${elements.map(elementText).join(",")}`)
      .join(" "),
  };
  const constants = Object.entries(contents).map(([name, text]) => `export const ${name} =\n  "${text}";\n`);
  return `// Made by scripts/generateCollation.ts; collationTable.ts reads it.\n\nexport const COLLATION_VERSION = "ICU ${icu}, Unicode ${unicode}";\n\n${constants.join("\n")}`;
}

/** Runs of following code points, as start or start:count in base 36; contractions as codes with + between; - the unassigned. */
function runsOf(units: readonly string[]): string {
  const runs: { start: number; count: number; text?: string }[] = [];
  for (const unit of units) {
    const codes = codesOf(unit);
    const code = unit.codePointAt(0)!;
    const last = runs.at(-1);
    if (unit === UNASSIGNED) runs.push({ start: -1, count: 1, text: "-" });
    else if (codes.length > 1) runs.push({ start: -1, count: 1, text: codes.join("+") });
    else if (last !== undefined && last.text === undefined && last.start + last.count === code) last.count++;
    else runs.push({ start: code, count: 1 });
  }
  return runs
    .map(({ start, count, text }) => text ?? start.toString(36) + (count > 1 ? `:${count.toString(36)}` : ""))
    .join(" ");
}

function codesOf(unit: string): string[] {
  return [...unit].map((character) => character.codePointAt(0)!.toString(36));
}

/** A letter by its place, a mark by ' and its weight; then a point and the tertiary weight unless that is 0. */
function elementText({ primary, secondary, tertiary }: Element): string {
  const head = primary === undefined ? `'${secondary.toString(36)}` : primary.toString(36);
  return tertiary === 0 ? head : `${head}.${tertiary.toString(36)}`;
}

main();
