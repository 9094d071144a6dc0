import {
  compareSpans,
  type Diagnostic,
  type Hint,
  NO_SPAN,
  type Span,
  sameSpan,
} from "../../grammar/index.js";
import { union } from "../types/build.js";
import type { Type, Use, Value } from "../types/type.js";
import type { Failure, Printer } from "./comparison.js";
import { notSubtypeText } from "./failures.js";

/** What one comparison that failed says: at most one error, with its causes. spec/03 §8.1 */
export function reportFailures(
  value: Value,
  use: Use,
  callSite: Span | undefined,
  failures: readonly Failure[],
  print: Printer,
): Diagnostic[] {
  const errors: Diagnostic[] = failures
    .filter((failure) => failure.fatal)
    .map((failure) => errorOf(failure, print));
  const left = fuse(failures.filter((failure) => !failure.fatal));
  if (left.length === 0) return errors;
  const [only] = left;
  if (left.length === 1 && only !== undefined) {
    if (only.kind !== "notSubtype" || isInside(only.span, callSite)) return [...errors, errorOf(only, print)];
  }
  const message = notSubtypeText(print.value(value), print.use(use));
  const hints = causesOf(left, print);
  return [...errors, { severity: "error", message, span: callSite ?? NO_SPAN, hints }];
}

function errorOf(failure: Failure, print: Printer): Diagnostic {
  return {
    severity: "error",
    message: failure.message(print),
    span: failure.span ?? NO_SPAN,
    hints: failure.hints(print),
  };
}

function causesOf(failures: readonly Failure[], print: Printer): Hint[] {
  const causes = failures.map((failure) => ({
    message: failure.message(print),
    span: failure.span ?? NO_SPAN,
    hints: failure.hints(print),
  }));
  causes.sort(
    (a, b) => compareSpans(a.span, b.span) || (a.message < b.message ? -1 : a.message > b.message ? 1 : 0),
  );
  const distinct = causes.filter((cause, index) => {
    const before = causes[index - 1];
    return before === undefined || before.message !== cause.message || !sameSpan(before.span, cause.span);
  });
  return distinct.flatMap(({ message, span, hints }): Hint[] => [{ kind: "cause", message, span }, ...hints]);
}

function isInside(span: Span | undefined, around: Span | undefined): boolean {
  if (around === undefined || span === undefined) return span === around;
  return span.source.name === around.source.name && around.start <= span.start && span.end <= around.end;
}

/** Failures of one value at one place are one, with the union of what was wanted. */
function fuse(failures: readonly Failure[]): Failure[] {
  const others: Failure[] = [];
  const groups: Failure[][] = [];
  for (const failure of failures) {
    if (failure.kind !== "notSubtype") {
      if (!others.includes(failure)) others.push(failure);
      continue;
    }
    const same = groups.find(([first]) => isSameSubject(first!, failure));
    if (same === undefined) groups.push([failure]);
    else if (!same.some(({ use }) => isEqual(use!, failure.use!))) same.push(failure);
  }
  return [...others, ...groups.map(fused)];
}

function isSameSubject(a: Failure, b: Failure): boolean {
  if (a.span === undefined || b.span === undefined ? a.span !== b.span : !sameSpan(a.span, b.span))
    return false;
  return isEqual(a.value!, b.value!);
}

function fused(failures: readonly Failure[]): Failure {
  const [first] = failures;
  if (failures.length === 1) return first!;
  const uses = inSetOrder(failures.map(({ use }) => use as Type));
  const use = union(uses, undefined);
  const { value } = first!;
  return {
    ...first!,
    use,
    message: (print) => notSubtypeText(print.value(value!), print.use(use)),
  };
}

/** The order in which sets give back what was put into them; up to four items reversed. spec/03 §8.3 */
function inSetOrder<T>(items: readonly T[]): T[] {
  const order = LARGE_SET_ORDERS.get(items.length);
  return order === undefined ? [...items].reverse() : order.map((index) => items[index]!);
}

const LARGE_SET_ORDERS: ReadonlyMap<number, readonly number[]> = new Map([
  [5, [4, 3, 2, 0, 1]],
  [6, [4, 2, 0, 1, 3, 5]],
]);

/** Equality of types, which does not look at spans. */
function isEqual(a: Value | Use, b: Value | Use): boolean {
  return a === b || equalityKey(a) === equalityKey(b);
}

function equalityKey(type: Value | Use): string {
  return JSON.stringify(type, (key, value: unknown) => {
    if (key === "span" || key === "dotSpan" || key === "level") return undefined;
    if (key === "state") return (value as { id?: number }).id;
    if (key === "alternative") {
      const { index, group } = value as { index: number; group: { id: number } };
      return `${group.id}.${index}`;
    }
    if (value instanceof Map) return [...value];
    return typeof value === "bigint" ? `${value}n` : value;
  });
}
