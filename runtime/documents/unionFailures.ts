import type { FieldType } from "../call/index.js";
import { failureText } from "../problems/writes.js";
import type { Value } from "../values/index.js";
import { mismatch, type Path, type TypeFailure } from "./typeFailure.js";

type Failures = readonly TypeFailure[];

/**
 * The failures of a value against a union, from those against each member: none if it fits one; else the members that
 * it resembles decide what is said. spec/06 §6.3
 */
export function unionFailures(
  type: FieldType,
  results: readonly Failures[],
  value: Value,
  path: Path,
): Failures {
  if (results.some((failures) => failures.length === 0)) return [];
  const structural = results.filter((failures) => failures.every((each) => each.path.length > path.length));
  if (structural.length > 0) {
    const keys = structural.map((failures) =>
      failures.filter((each) => each.path.length === path.length + 1),
    );
    const common = [...unexpectedEverywhere(keys), ...missingEverywhere(keys, path)];
    if (common.length > 0) return common;
    if (structural.length === 1) return structural[0]!;
    const matching = structural.filter((_, i) => keys[i]!.every((each) => each.reason === "mismatch"));
    if (matching.length === 1) return matching[0]!;
  }
  return [mismatch(type, value, path)];
}

/** Of the union's own keys, those that no member knows. */
function unexpectedEverywhere(members: readonly Failures[]): Failures {
  const [first, ...others] = members.map((failures) =>
    failures.filter((each) => each.reason === "unexpected"),
  );
  return first!.filter((failure) =>
    others.every((other) => other.some((each) => samePath(each.path, failure.path))),
  );
}

/** What is said where every member misses required keys. */
function missingEverywhere(members: readonly Failures[], path: Path): Failures {
  const missing = members.map((failures) => failures.filter((each) => each.reason === "missing"));
  if (missing.some((failures) => failures.length === 0)) return [];
  const alternatives = new Map(missing.map((failures) => [fieldList(failures, path), failures]));
  const [only] = alternatives.values();
  if (alternatives.size === 1 && only!.length === 1) return only!;
  return [{ path, message: failureText.unionRequires([...alternatives.keys()]), reason: "mismatch" }];
}

/** `[a, b]` */
function fieldList(failures: Failures, path: Path): string {
  return `[${failures.map((each) => each.path.slice(path.length).join(".")).join(", ")}]`;
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}
