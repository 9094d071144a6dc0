import type { Block, CallLink, Diagnostic, Expression, Link } from "../../grammar/index.js";
import { difference } from "../types/build.js";
import { displayType, type InferredType } from "../types/inferred.js";
import type { Type, Value } from "../types/type.js";
import { inferredType, seenType } from "./display.js";
import type { TypeEnvironment } from "./environment/typeEnvironment.js";
import { withNames } from "./environment/withNames.js";
import { guarded } from "./guarded.js";
import { Inferring } from "./infer.js";
import { limitsUntil } from "./limits.js";

export interface CheckOptions {
  /** The types of a request's arguments; their names shadow globals. spec/03b §10 */
  readonly args?: ReadonlyMap<string, Type>;
  /** The current time in milliseconds, and when to give up; without them time does not count. */
  readonly clock?: () => number;
  readonly deadline?: number;
}

export interface Checked {
  readonly ok: true;
  readonly type: InferredType;
  /** The `static_type` of the query. */
  readonly display: string;
  readonly warnings: readonly Diagnostic[];
  /** The type of an expression of the query; undefined for those that the checker does not look at. */
  typeOf(expression: Expression): InferredType | undefined;
  /** The type of what a link of a chain is applied to; `isHeld`: without null, as `?.` goes on with it. */
  receiverOf(link: Link, isHeld?: boolean): InferredType | undefined;
  /** The type of what `?.(…)` calls. */
  calleeOf(link: CallLink, isHeld?: boolean): InferredType | undefined;
}

export type CheckResult = Checked | { readonly ok: false; readonly errors: readonly Diagnostic[] };

/** Types a query. spec/03 §0 */
export function check(query: Block, environment: TypeEnvironment, options: CheckOptions = {}): CheckResult {
  const inferring = new Inferring(
    withNames(environment, options.args),
    limitsUntil(options.clock, options.deadline),
  );
  const present = (value: Value) => inferredType(inferring.session, environment.shapes, value, true);
  const type = guarded(query.span, inferring, () => {
    const value = inferring.block(query, undefined);
    inferring.types.set(query, value);
    return inferring.errors.length > 0 ? undefined : present(value);
  });
  if (type === undefined) return { ok: false, errors: inferring.errors };
  const seen = (value: Value | undefined, isHeld = false) =>
    value &&
    guarded(query.span, inferring, () =>
      seenType(inferring.session, environment.shapes, isHeld ? difference(value, undefined) : value),
    );
  return {
    ok: true,
    type,
    display: displayType(type),
    warnings: [...inferring.warnings, ...notCalled(query, type)],
    typeOf: (expression) => seen(inferring.types.get(expression)),
    receiverOf: (link, isHeld) => seen(inferring.receivers.get(link), isHeld),
    calleeOf: (link, isHeld) => seen(inferring.callees.get(link), isHeld),
  };
}

/** A query whose result is a function was probably meant to call it. spec/03 §8.2 */
function notCalled(query: Block, type: InferredType): Diagnostic[] {
  const last = query.statements.at(-1);
  if (last === undefined || !isFunction(type)) return [];
  const end = { ...last.span, start: last.span.end };
  return [
    {
      severity: "warning",
      message: "Function is not called.",
      span: last.span,
      hints: [{ kind: "hint", message: "Call the function.", span: end, suggestion: { replacement: "()" } }],
    },
  ];
}

function isFunction(type: InferredType): boolean {
  return type.kind === "function" || (type.kind === "intersection" && type.members.every(isFunction));
}
