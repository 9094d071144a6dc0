import { indexAdvice } from "../../../compiler/index.js";
import type { AccessChoice, Collection } from "../../call/index.js";
import { Double, doubleText, Null, Time, timeText, type Value } from "../../values/index.js";
import type { Access, AccessPath } from "./access.js";
import type { Bound } from "./boundCondition.js";
import { isOpenEnd } from "./probes.js";

/** More look-ups than these are counted, not shown. */
const MOST_SHOWN = 3;

/** What is told of an index that was chosen. */
export function indexChoice(
  collection: Collection,
  path: AccessPath,
  estimate: number | undefined,
  isExact: boolean,
): AccessChoice {
  const accesses = accessTexts(collection, path.accesses);
  if (path.also !== undefined) {
    accesses.push(...accessTexts(collection, path.also.accesses).map((text) => `also ${text}`));
  }
  return { accesses, estimate, isExact, advice: undefined };
}

/** What is told where all documents are read: by which index they would not have to be. */
export function scanChoice(
  collection: Collection,
  paths: readonly AccessPath[],
  conditions: readonly Bound[],
): AccessChoice {
  return {
    accesses: [],
    estimate: undefined,
    isExact: false,
    advice: paths.length > 0 ? undefined : indexFor(collection, conditions),
  };
}

function accessTexts(collection: Collection, accesses: readonly Access[]): string[] {
  const shown = accesses.slice(0, MOST_SHOWN).map((each) => accessText(collection, each));
  const further = accesses.length - shown.length;
  return further > 0 ? [...shown, `and ${further} more`] : shown;
}

function accessText(collection: Collection, access: Access): string {
  if (access.kind === "id") return `${collection.name}.byId("${access.id}")`;
  if (access.kind === "found") return access.name;
  const { from, to, terms } = access.scan;
  const args = terms.map(valueText);
  if (from !== undefined || to !== undefined) {
    args.push(`${boundText(from?.values)} … ${boundText(to?.values)}`.trim());
  }
  return `${collection.name}.${access.name}(${args.join(", ")})`;
}

function boundText(values: readonly Value[] = []): string {
  return values
    .filter((value) => !isOpenEnd(value))
    .map(valueText)
    .join(", ");
}

function valueText(value: Value): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object") return String(value);
  if (value instanceof Double) return doubleText(value.value);
  if (value instanceof Time) return timeText(value);
  return "…";
}

/** The line of FSL of an index that would serve the conditions. */
function indexFor(collection: Collection, conditions: readonly Bound[]): string | undefined {
  const advised = conditions.flatMap((condition) => {
    if (condition.kind !== "comparison" && condition.kind !== "membership") return [];
    const path = condition.path.join(".");
    if (condition.kind === "membership") return [{ path, isEquality: true }];
    return condition.value instanceof Null ? [] : [{ path, isEquality: condition.operator === "==" }];
  });
  return indexAdvice(collection.name, advised);
}
