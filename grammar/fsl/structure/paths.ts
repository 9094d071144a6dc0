import type { Expression, FieldPath, IndexEntry } from "../../ast/index.js";
import { fieldPathOf } from "../../fql/fieldPath.js";
import { printPath } from "../../print/index.js";
import type { MemberValue } from "../member.js";
import { problems, type Report } from "../problems.js";

/** The entries of `terms […]` and `unique […]`: paths, perhaps in `mva(…)`. spec/02 §1.2 */
export function readTerms(value: MemberValue, report: Report): readonly IndexEntry[] | undefined {
  if (value.kind === "paths") return readEntries(value.entries, false, report);
  report(problems.expectedTerms(value.span));
  return undefined;
}

/** The entries of `values […]`, where `asc(…)` or `desc(…)` may stand around or inside `mva(…)` too. */
export function readValues(value: MemberValue, report: Report): readonly IndexEntry[] | undefined {
  if (value.kind === "paths") return readEntries(value.entries, true, report);
  report(problems.expectedValues(value.span));
  return undefined;
}

function readEntries(entries: readonly Expression[], ordered: boolean, report: Report): IndexEntry[] {
  return entries.map((entry) => readEntry(entry, ordered, report)).filter((entry) => entry !== undefined);
}

function readEntry(expression: Expression, ordered: boolean, report: Report): IndexEntry | undefined {
  let mva = false;
  let order: "asc" | "desc" | undefined;
  let inner = expression;
  for (let call = callOf(inner); call !== undefined; call = callOf(inner)) {
    const { name, argument } = call;
    if (name.text === "mva" && !mva) mva = true;
    else if (ordered && (name.text === "asc" || name.text === "desc") && order === undefined)
      order = name.text;
    else {
      report(ordered ? problems.expectedOrderOrMva(name.span) : problems.expectedMva(name.span));
      return undefined;
    }
    inner = argument;
  }
  const path = readPath(inner, report);
  return path && { path, mva, order, span: expression.span };
}

/** `name(argument)` */
function callOf(expression: Expression) {
  if (expression.kind !== "chain" || expression.base.kind !== "identifier") return undefined;
  const [link] = expression.links;
  if (expression.links.length !== 1 || link?.kind !== "apply" || link.optional || link.args.length !== 1) {
    return undefined;
  }
  const { name, span } = expression.base;
  return name === "$this" ? undefined : { name: { text: name, span }, argument: link.args[0]! };
}

/** `.a.b`, `.["odd name"]`, `.[0]`. spec/01 §9.1 */
export function readPath(expression: Expression, report: Report): FieldPath | undefined {
  const path = fieldPathOf(expression);
  if ("elements" in path) return path;
  report(path);
  return undefined;
}

/** A path of a migration: not empty, and through fields only. */
export function readMigrationPath(expression: Expression, report: Report): FieldPath | undefined {
  const path = readPath(expression, report);
  const index = path?.elements.find((element) => element.kind === "index");
  if (index === undefined) return path;
  report(problems.indexInMigration(index.span));
  return undefined;
}

/** Says whether two lists of entries cover the same fields: as sets of paths, each with or without `mva`. */
export function fieldSetKey(entries: readonly IndexEntry[]): string {
  const keys = entries.map((entry) => `${entry.mva ? "mva" : ""}${printPath(entry.path)}`);
  return [...new Set(keys)].sort().join(",");
}
