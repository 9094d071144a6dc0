import { int, method, type Run, string } from "../call/index.js";
import { compileRegex, type RegexMatch } from "../regex/index.js";
import { noElement, type Value } from "../values/index.js";
import { codePointIndex, codePointLength, demandIndex, unitIndex, unitsAt } from "./codePoints.js";
import { demandAmount, type Find, replaceMatches, splitAtMatches } from "./replacing.js";

const NOT_FOUND = noElement("no element found");

/** Searches whatever text it is given from its beginning; steps are paid for by the run. */
function search(run: Run, regex: string): Find {
  const compiled = compileRegex(regex);
  return (text) => compiled.find(text, 0, () => run.countUnits(1));
}

/** All matches that do not overlap; an empty one moves on by a code point. */
function allMatches(run: Run, text: string, regex: string): readonly RegexMatch[] {
  const compiled = compileRegex(regex);
  const matches: RegexMatch[] = [];
  let from = 0;
  while (from <= text.length) {
    const match = compiled.find(text, from, () => run.countUnits(1));
    if (match === undefined) break;
    matches.push(match);
    if (match.end > match.start) from = match.end;
    else from = match.end < text.length ? match.end + unitsAt(text, match.end) : text.length + 1;
  }
  return matches;
}

function indexOfRegex(run: Run, text: string, regex: string, start?: number): Value {
  if (start !== undefined) demandIndex(text, start, false);
  const unit = start === undefined ? 0 : unitIndex(text, start);
  const match = search(run, regex)(text.slice(unit));
  return match === undefined ? NOT_FOUND : codePointIndex(text, unit + match.start);
}

function matchIndexes(run: Run, text: string, regex: string): Value {
  let position = 0;
  let unit = 0;
  return allMatches(run, text, regex).map(({ start, end }) => {
    position += codePointLength(text.slice(unit, start));
    unit = start;
    return [position, text.slice(start, end)];
  });
}

/** Patterns are those of java.util.regex. spec/04 §12.1 */
export const stringRegexMembers = {
  includesRegex: method({
    signature: "(regex: String) => Boolean",
    takes: [[string("regex")]],
    doc: "True if the pattern matches somewhere in the string.",
    example: [`"a1b22".includesRegex("[0-9]{2}")`, "true"],
    perform: (run: Run, self: string, regex: string) => search(run, regex)(self) !== undefined,
  }),
  indexOfRegex: method({
    signature: "((regex: String) => Number | Null) & ((regex: String, start: Number) => Number | Null)",
    takes: [[string("regex")], [string("regex"), int("start")]],
    doc: "Where the pattern first matches, in the part from `start` on; null if nowhere.",
    example: [`"a1b22".indexOfRegex("[0-9]+", 2)`, "3"],
    perform: indexOfRegex,
  }),
  matches: method({
    signature: "(regex: String) => Array<String>",
    takes: [[string("regex")]],
    doc: "All parts that the pattern matches.",
    example: [`"a1b22".matches("[0-9]+")`, `["1", "22"]`],
    perform: (run: Run, self: string, regex: string) =>
      allMatches(run, self, regex).map(({ start, end }) => self.slice(start, end)),
  }),
  matchIndexes: method({
    signature: "(regex: String) => Array<[Number, String]>",
    takes: [[string("regex")]],
    doc: "All parts that the pattern matches, each after its position.",
    example: [`"a1b22".matchIndexes("[0-9]+")`, `[[1, "1"], [3, "22"]]`],
    perform: matchIndexes,
  }),
  replaceRegex: method({
    signature:
      "((regex: String, replacement: String) => String) & ((regex: String, replacement: String, amount: Number) => String)",
    takes: [
      [string("regex"), string("replacement")],
      [string("regex"), string("replacement"), int("amount")],
    ],
    doc: "The string with the first match of the pattern, or the first `amount`, replaced.",
    example: [`"a1b22".replaceRegex("[0-9]+", "_")`, `"a_b22"`],
    perform: (run: Run, self: string, regex: string, replacement: string, amount = 1) => {
      const find = search(run, regex);
      demandAmount(amount);
      return replaceMatches(run, self, find, replacement, amount);
    },
  }),
  replaceAllRegex: method({
    signature: "(pattern: String, replacement: String) => String",
    takes: [[string("pattern"), string("replacement")]],
    doc: "The string with all matches of the pattern replaced.",
    example: [`"a1b22".replaceAllRegex("[0-9]+", "_")`, `"a_b_"`],
    perform: (run: Run, self: string, pattern: string, replacement: string) =>
      replaceMatches(run, self, search(run, pattern), replacement, Infinity),
  }),
  splitRegex: method({
    signature: "(regex: String) => Array<String>",
    takes: [[string("regex")]],
    doc: "The parts between the matches of the pattern.",
    example: [`"a1b22c".splitRegex("[0-9]+")`, `["a", "b", "c"]`],
    perform: (run: Run, self: string, regex: string) => splitAtMatches(self, search(run, regex)),
  }),
};
