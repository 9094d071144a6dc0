import { type EntriesDefinition, withPaths } from "../../../compiler/index.js";
import { type FieldPath, NO_SPAN, type PathElement } from "../../../grammar/index.js";
import type { RuntimeStep } from "./runtimeStep.js";

type Names = readonly string[];

/**
 * Entries that hold what they should after a migration: those of fields that it leaves alone or only renames, which then
 * have another shape. spec/02 §7.5
 */
export function reusableEntries(
  entries: readonly EntriesDefinition[],
  steps: readonly RuntimeStep[],
): readonly EntriesDefinition[] {
  if (steps.length === 0) return entries;
  return entries.flatMap((each) => {
    const shape = withPaths(each.shape, (path) => pathAfter(path, steps));
    return shape === undefined ? [] : [shape === each.shape ? each : { ...each, shape }];
  });
}

/** Where the values at a path are after the steps; undefined if they may be others. */
function pathAfter(path: FieldPath, steps: readonly RuntimeStep[]): FieldPath | undefined {
  let names: Names | undefined = path.elements.map((element) =>
    element.kind === "field" ? element.name : String(element.index),
  );
  for (const step of steps) names = names && namesAfter(names, step);
  if (names === undefined) return undefined;
  const shift = path.elements.length - names.length;
  const elements = names.map((name, i): PathElement => {
    const old = path.elements[i + shift];
    return old?.kind === "index" && String(old.index) === name ? old : { kind: "field", name, span: NO_SPAN };
  });
  return { elements, span: NO_SPAN };
}

function namesAfter(names: Names, step: RuntimeStep): Names | undefined {
  // The whole document.
  if (names[0] === "data") return undefined;
  switch (step.kind) {
    case "add":
    case "drop":
      return overlaps(names, step.path) ? undefined : names;
    case "move":
      if (startsWith(names, step.from)) return [...step.to, ...names.slice(step.from.length)];
      return overlaps(names, step.from) || overlaps(names, step.to) ? undefined : names;
    case "split":
      return [step.from, ...step.targets.map(({ path }) => path)].some((path) => overlaps(names, path))
        ? undefined
        : names;
    case "moveConflicts":
      return overlaps(names, step.into) ? undefined : names;
    case "moveWildcard":
      return overlaps(names, step.into) || !step.kept.includes(names[0]!) ? undefined : names;
  }
}

function startsWith(names: Names, prefix: Names): boolean {
  return prefix.every((name, i) => names[i] === name);
}

function overlaps(a: Names, b: Names): boolean {
  return startsWith(a, b) || startsWith(b, a);
}
