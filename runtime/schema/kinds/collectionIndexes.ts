import { type ConstraintFailure, parsePathText } from "../../../compiler/index.js";
import { definitionText } from "../../problems/definitions.js";
import { isStruct, type Struct, structEntries, structHas, structOf, type Value } from "../../values/index.js";
import { indexNameFailure } from "../names.js";
import { Part } from "../part.js";
import { failure, failureAt } from "./kind.js";

/** Names of new indexes, and all paths. spec/06b §1 */
export function indexFailures(indexes: Struct, before: Struct): readonly ConstraintFailure[] {
  return structEntries(indexes).flatMap(([name, index]) => [
    ...(structHas(before, name) ? [] : failureAt("indexes", indexNameFailure(name))),
    ...pathsFailures(Part.of(index), name, "terms", TERM_REFUSALS),
    ...pathsFailures(Part.of(index), name, "values", VALUE_REFUSALS),
  ]);
}

type Refusals = ReadonlyMap<string, string>;

const TERM_REFUSALS: Refusals = new Map([
  ["id", definitionText.idAsTerm],
  ["coll", definitionText.collAsTerm],
  ["ts", definitionText.tsAsTerm],
]);

const VALUE_REFUSALS: Refusals = new Map([["coll", definitionText.collAsValue]]);

function pathsFailures(
  index: Part,
  name: string,
  key: "terms" | "values",
  refusals: Refusals,
): readonly ConstraintFailure[] {
  return index.list(key).flatMap((entry, i) => {
    const message = pathFailure(entry.requiredText("field"), (first) => refusals.get(first));
    return message === undefined ? [] : [failure(["indexes", name, key, i, "field"], message)];
  });
}

/** What is wrong with a path; `refusal` says so of its first name. spec/02 §6.1 */
export function pathFailure(
  text: string,
  refusal: (first: string) => string | undefined,
): string | undefined {
  if (text === "") return definitionText.emptyPath;
  const parsed = parsePathText(text);
  if (!parsed.ok) return definitionText.badPath(text);
  const [first] = parsed.value.elements;
  return first?.kind === "field" ? refusal(first.name) : definitionText.badPath(text);
}

/** Values always show their order; keys go `field`, `order`, `mva`. spec/06b §1 */
export function storedIndexes(indexes: Struct): Struct {
  return structOf(
    structEntries(indexes).map(([name, index]) => [name, isStruct(index) ? storedIndex(index) : index]),
  );
}

function storedIndex(index: Struct): Struct {
  return structOf(
    structEntries(index).map(([key, value]) => {
      if (key === "terms") return [key, entriesOf(value, ["field", "mva"])];
      return [key, key === "values" ? entriesOf(value, ["field", "order", "mva"], ["order", "asc"]) : value];
    }),
  );
}

function entriesOf(
  value: Value,
  keys: readonly string[],
  implied?: readonly [key: string, value: Value],
): readonly Value[] {
  return (value as readonly Struct[]).map((entry) => {
    const given = new Map<string, Value>(implied === undefined ? [] : [implied]);
    for (const [key, part] of structEntries(entry)) given.set(key, part);
    return structOf(keys.filter((key) => given.has(key)).map((key) => [key, given.get(key)!]));
  });
}
