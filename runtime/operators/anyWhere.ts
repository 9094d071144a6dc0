import type { FunctionIr } from "../../compiler/index.js";
import { NO_SPAN } from "../../grammar/index.js";
import { remembered } from "../cache/index.js";
import { Lambda, type LambdaCode, type Run } from "../call/index.js";
import { type FunctionValue, Null, type SetValue } from "../values/index.js";
import { isSmall } from "./access/isSmall.js";
import { elementsOf, isTotalSet } from "./access/totals.js";
import { lambdaSet } from "./build.js";
import { firstElement } from "./consume.js";
import { tentative } from "./optimistic.js";
import { countOf } from "./planFor.js";
import { sourceOf } from "./sourceOf.js";

/**
 * Whether a predicate is true of an element, as the filter by it would tell: by an index, or in batches that grow. Undefined
 * where that shows, fails, or would write, which sets may not: then nothing is left of it, and whoever asks goes through
 * the elements one by one. spec/05 §8.1, engine §4
 */
export function anyWhere(run: Run, set: SetValue, predicate: FunctionValue): boolean | undefined {
  if (run.naive || elementsOf(run, set) === undefined || isSmall(run, sourceOf(set))) return undefined;
  const filtered = lambdaSet(run, set, "filter", predicate);
  const { shown } = run;
  const found = tentative(run, () => {
    const count = countOf(run, filtered, 1, true) ?? (firstElement(run, filtered) === undefined ? 0 : 1);
    if (run.shown !== shown) return undefined;
    // Of what it asks one by one, `any` reads whole pages: parts may be left out where they cannot fail.
    return count === 0 || isTotalSet(run, set) ? count : undefined;
  });
  return found === undefined ? undefined : found > 0;
}

/** The same of a predicate that is not true of an element: `every` asks for one. */
export function anyWhereNot(run: Run, set: SetValue, predicate: FunctionValue): boolean | undefined {
  if (!(predicate instanceof Lambda)) return undefined;
  return anyWhere(run, set, new Lambda(oppositeOf(predicate.code), predicate.captured));
}

const oppositeOf = remembered(
  (code: LambdaCode): LambdaCode => ({
    ...code,
    ir: code.ir && negated(code.ir),
    body: (run, frame) => {
      const answer = code.body(run, frame);
      return typeof answer === "boolean" ? !answer : answer instanceof Null ? true : answer;
    },
  }),
);

function negated({ body, ...code }: FunctionIr): FunctionIr {
  const operator = { text: "!", span: NO_SPAN };
  return {
    ...code,
    body: { kind: "operation", operator, left: body, right: undefined, argsSpan: NO_SPAN, span: NO_SPAN },
  };
}
