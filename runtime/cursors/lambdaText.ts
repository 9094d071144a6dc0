import { printLambdaSource } from "../../grammar/index.js";
import type { LambdaCode } from "../call/index.js";
import type { LambdaText } from "./format.js";

/** What brings a lambda back to life: its text, in which placeholders of a template are counted anew. engine §5 */
export function lambdaText({ source, text, capturedNames }: LambdaCode): LambdaText {
  const names = renumbered(capturedNames);
  const { start, end } = source.span;
  if (text.text === undefined) return { kind: "lambda", text: printLambdaSource(source), names };
  if (source.kind === "lambda" || source.body.kind !== "object" || source.body.span !== source.span) {
    return { kind: "lambda", text: `(${text.text.slice(start, end)})`, names };
  }
  const fields = text.text.slice(source.body.fields[0]!.name.span.start, end - 1).trim();
  const set = unusedName(fields);
  return { kind: "projection", text: `(${set}) => ${set} { ${fields} }`, names };
}

/** `$3`, `$4` become `$0`, `$1`: the placeholders within a lambda follow one another, and it captures them all. */
function renumbered(names: readonly string[]): readonly string[] {
  const numbers = names.filter((name) => /^\$\d+$/.test(name)).map((name) => Number(name.slice(1)));
  const lowest = Math.min(...numbers);
  return names.map((name) => (/^\$\d+$/.test(name) ? `$${Number(name.slice(1)) - lowest}` : name));
}

function unusedName(text: string): string {
  let name = "projected";
  while (text.includes(name)) name += "_";
  return name;
}
