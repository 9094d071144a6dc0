import {
  Alternation,
  type EmbeddedActionsParser,
  getLookaheadPaths,
  type IProduction,
  NonTerminal,
  Option,
  Repetition,
  type Rule,
  Terminal,
  type TokenType,
} from "chevrotain";
import { FqlParser } from "../grammar/fql/parser/index.js";
import type { Lookahead } from "../grammar/fql/parser/lookahead.js";
import { FslParser } from "../grammar/fsl/parser.js";

/** The lookahead tables of a grammar, by Chevrotain's analysis of it. */
export function lookaheadOf(parser: EmbeddedActionsParser): Lookahead {
  const rules = Object.values(parser.getGAstProductions());
  const tables = rules.map((rule) => [rule.name, tablesOf(rule)] as const);
  return Object.fromEntries(tables.filter(([, methods]) => Object.keys(methods).length > 0));
}

function tablesOf(rule: Rule): Lookahead[string] {
  return Object.fromEntries(
    partsOf(rule.definition).map((part) => {
      const number = part.idx === 0 ? "" : part.idx;
      if (part instanceof Alternation)
        return [`OR${number}`, beginnings(rule, part, "Alternation").map(namesOf)];
      // Beside what may follow the part.
      if (part instanceof Option) return [`OPTION${number}`, namesOf(beginnings(rule, part, "Option")[0]!)];
      return [`MANY${number}`, namesOf(beginnings(rule, part, "Repetition")[0]!)];
    }),
  );
}

type Part = Alternation | Option | Repetition;

/** The parts of a rule that a token decides about. */
function partsOf(productions: readonly IProduction[]): Part[] {
  return productions.flatMap((production) => {
    if (production instanceof Terminal || production instanceof NonTerminal) return [];
    const inner = partsOf((production as Part).definition);
    const decides =
      production instanceof Alternation || production instanceof Option || production instanceof Repetition;
    return decides ? [production, ...inner] : inner;
  });
}

function beginnings(
  rule: Rule,
  part: Part,
  prodType: "Alternation" | "Option" | "Repetition",
): TokenType[][][] {
  return getLookaheadPaths({ occurrence: part.idx, rule, prodType, maxLookahead: 1 });
}

/** Empty for what may be empty. */
function namesOf(paths: readonly (readonly TokenType[])[]): string {
  if (paths.some(({ length }) => length === 0)) return "";
  return paths.map(([type]) => type!.name).join(" ");
}

/** The modules that hold the tables of our grammars, by their paths. */
export function lookaheadModules(): readonly (readonly [path: string, text: string])[] {
  const fql = lookaheadOf(new FqlParser(true));
  const fsl = Object.entries(lookaheadOf(new FslParser(true))).filter(([rule]) => fql[rule] === undefined);
  return [
    ["grammar/fql/parser/fqlLookahead.ts", moduleOf("FQL_LOOKAHEAD", fql, "./lookahead.js")],
    [
      "grammar/fsl/fslLookahead.ts",
      moduleOf("FSL_LOOKAHEAD", Object.fromEntries(fsl), "../fql/parser/lookahead.js"),
    ],
  ];
}

function moduleOf(name: string, lookahead: Lookahead, imported: string): string {
  const lists = new Map<string, string>();
  // What many parts begin with stands once.
  const text = (names: string) => {
    if (names.length < 100) return JSON.stringify(names);
    if (!lists.has(names)) lists.set(names, `BEGINNINGS_${lists.size + 1}`);
    return lists.get(names)!;
  };
  const rules = Object.entries(lookahead).map(([rule, methods]) => {
    const entries = Object.entries(methods).map(
      ([method, names]) =>
        `${method}: ${typeof names === "string" ? text(names) : `[${names.map(text).join(", ")}]`}`,
    );
    return `  ${rule}: { ${entries.join(", ")} },\n`;
  });
  const constants = [...lists].map(
    ([names, constant]) => `const ${constant} =\n  ${JSON.stringify(names)};\n`,
  );
  return `import type { Lookahead } from ${JSON.stringify(imported)};

// Made of the grammar by scripts/generateLookahead.ts.
${constants.join("")}
export const ${name}: Lookahead = {
${rules.join("")}};
`;
}
