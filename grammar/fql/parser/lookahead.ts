import type { TokenType } from "chevrotain";

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

/** The tables of a grammar, as its parser reads them. */
export function linkLookahead(
  lookahead: Lookahead,
  vocabulary: readonly TokenType[],
): ReadonlyMap<string, RuleTables> {
  const types = new Map(vocabulary.map((type) => [type.name, type]));
  const size = 1 + Math.max(...vocabulary.map((type) => type.tokenTypeIdx!));
  const known = new Map<string, Starts>();

  function startsOf(names: string): Starts {
    let starts = known.get(names);
    if (starts === undefined) {
      starts = new Uint8Array(size).fill(names === "" ? 1 : 0);
      for (const name of names.split(" ")) {
        const type = types.get(name);
        for (const number of type === undefined ? [] : [type.tokenTypeIdx!, ...type.categoryMatches!])
          starts[number] = 1;
      }
      known.set(names, starts);
    }
    return starts;
  }

  function choiceOf(names: readonly string[]): Choice {
    const alternatives = names.map(startsOf);
    const first = new Uint8Array(size).map((_, type) => {
      const found = alternatives.findIndex((starts) => starts[type] === 1);
      return found < 0 ? NONE : found;
    });
    return { alternatives, first };
  }

  function tablesOf(rule: Lookahead[string]): RuleTables {
    const tables = { options: [] as Starts[], repetitions: [] as Starts[], choices: [] as Choice[] };
    for (const [method, names] of Object.entries(rule)) {
      const number = Number(method.replace(/^\D+/, ""));
      if (typeof names !== "string") tables.choices[number] = choiceOf(names);
      else if (method.startsWith("MANY")) tables.repetitions[number] = startsOf(names);
      else tables.options[number] = startsOf(names);
    }
    return tables;
  }

  return new Map(Object.entries(lookahead).map(([name, rule]) => [name, tablesOf(rule)]));
}
