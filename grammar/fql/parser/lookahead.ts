import { FQL_TOKENS } from "../tokens.js";

/**
 * With which tokens the optional and repeated parts (`OPTION`, `MANY`) and the alternatives (`OR`) of each rule begin:
 * names of token types, parted by spaces, by rule and by method; no names for what may be empty, and so is read whatever
 * follows. `scripts/generateLookahead.ts` makes it of a grammar.
 */
export type Lookahead = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** 1 for the token types with which something begins, by their numbers. */
export type Starts = Uint8Array;

export interface Choice {
  readonly alternatives: readonly Starts[];
  /** The first alternative that begins with a token type, or `NONE`. */
  readonly first: Uint8Array;
}

/** The tables of one rule, by the numbers of its methods: that of `OPTION2` is at 2. */
export interface RuleTables {
  readonly options: readonly Starts[];
  readonly repetitions: readonly Starts[];
  readonly choices: readonly Choice[];
}

const NONE = 255;
const TYPES = new Map(FQL_TOKENS.map((type) => [type.name, type]));
const SIZE = 1 + Math.max(...FQL_TOKENS.map((type) => type.tokenTypeIdx!));

type RuleLookahead = Lookahead[string];

const linked = new Map<RuleLookahead, RuleTables>();

/** The tables of a rule as parsers read them, made when one first comes to the rule. */
export function tablesOf(rule: RuleLookahead): RuleTables {
  let tables = linked.get(rule);
  if (tables === undefined) {
    tables = link(rule);
    linked.set(rule, tables);
  }
  return tables;
}

function link(rule: RuleLookahead): RuleTables {
  const tables = { options: [] as Starts[], repetitions: [] as Starts[], choices: [] as Choice[] };
  for (const [method, names] of Object.entries(rule)) {
    const number = Number(method.replace(/^\D+/, ""));
    if (typeof names !== "string") tables.choices[number] = choiceOf(names);
    else if (method.startsWith("MANY")) tables.repetitions[number] = startsOf(names);
    else tables.options[number] = startsOf(names);
  }
  return tables;
}

function choiceOf(names: readonly string[]): Choice {
  const first = new Uint8Array(SIZE).fill(NONE);
  for (let at = names.length - 1; at >= 0; at--) {
    if (names[at] === "") first.fill(at);
    else for (const type of numbersOf(names[at]!)) first[type] = at;
  }
  return { alternatives: names.map(startsOf), first };
}

function startsOf(names: string): Starts {
  const starts = new Uint8Array(SIZE);
  if (names === "") starts.fill(1);
  else for (const type of numbersOf(names)) starts[type] = 1;
  return starts;
}

function numbersOf(names: string): readonly number[] {
  return names.split(" ").flatMap((name) => {
    const type = TYPES.get(name)!;
    return [type.tokenTypeIdx!, ...type.categoryMatches!];
  });
}
