import { type Checked, QueryFailure } from "../../compiler/index.js";
import type { Diagnostic } from "../../grammar/index.js";
import { authorize, type Caller } from "../auth/index.js";
import { type Limits, Meter, type PlanObserver, Run, type Schema, type Sources } from "../call/index.js";
import { materialise } from "../materialise/index.js";
import { stackOverflow } from "../problems/limits.js";
import type { QueryRequest } from "../queryRequest.js";
import { finishTransaction } from "../schema/index.js";
import type { Transaction } from "../transaction/index.js";
import type { Value } from "../values/index.js";
import type { Materialised } from "../wire/materialised.js";
import type { AnswerForm } from "./answerForm.js";
import { invalidValues } from "./invalidValues.js";
import type { QueryCache } from "./queryCache.js";
import { schemaRules } from "./schemaRules.js";
import { SnapshotNames } from "./snapshotNames.js";
import type { CheckLimits, TypecheckCache } from "./typecheck.js";

/** What one attempt of a query came to, before the commit. */
export type Evaluation<Answer = Materialised> =
  | {
      readonly kind: "success";
      readonly value: Answer;
      readonly run: Run;
      /** Of a query that was checked. */
      readonly checked: Checked | undefined;
    }
  | { readonly kind: "rejected"; readonly diagnostics: readonly Diagnostic[]; readonly schema: Schema }
  | {
      readonly kind: "failed";
      readonly failure: QueryFailure;
      readonly abort: Materialised | undefined;
      readonly run: Run;
    }
  | { readonly kind: "invalidArgument"; readonly name: string; readonly reason: string };

export interface EvaluationContext {
  readonly caller: Caller;
  readonly queries: QueryCache;
  readonly checks: TypecheckCache;
  readonly limits: Limits;
  readonly optimize: boolean;
  /** Told how sets are read, for `explain`. */
  readonly observer?: PlanObserver;
  readonly checkLimits: CheckLimits;
  /** Called now and then while a query runs; throws where it must stop. */
  readonly interrupt: () => void;
}

/** Runs a query's attempt from text to answer. A failed one leaves no writes in the transaction. spec/05 §1 */
export function evaluateQuery<Answer>(
  request: QueryRequest,
  form: AnswerForm<Answer>,
  transaction: Transaction,
  sources: Sources,
  schema: Schema,
  context: EvaluationContext,
): Evaluation<Answer> {
  const names = new SnapshotNames(transaction, schema);
  const parameters: string[] = [];
  const args: Value[] = [];
  for (const [name, undecoded] of request.arguments) {
    const decoded = undecoded(names);
    if (!decoded.ok) return { kind: "invalidArgument", name, reason: decoded.reason };
    parameters.push(name);
    args.push(decoded.value);
  }
  const parsed = context.queries.parsed(request.text);
  if (!parsed.ok) return { kind: "rejected", diagnostics: parsed.diagnostics, schema };
  const values = request.values.map((each) => each(names));
  if (!values.every((each) => each.ok)) {
    return { kind: "rejected", diagnostics: invalidValues(values, parsed.value.span.source), schema };
  }
  values.forEach((each, i) => {
    parameters.push(placeholderName(i));
    args.push(each.value);
  });

  let checked: Checked | undefined;
  if (request.typecheck ?? schema.catalog.typechecked) {
    const result = context.checks.check({
      query: parsed,
      names: parameters,
      values: args,
      schema,
      limits: context.checkLimits,
    });
    if (!result.ok) return { kind: "rejected", diagnostics: result.errors, schema };
    checked = result;
  }
  const code = context.queries.linked(parsed, parameters, schema, form);
  const run = new Run(transaction, schema, context.limits, sources);
  run.naive = !context.optimize;
  run.observer = context.observer;
  run.performanceHints = request.performanceHints;
  run.interrupt = context.interrupt;
  run.meter = new Meter();
  return guarded(run, () => {
    authorize(run, context.caller);
    const made = code(run, args);
    finishTransaction(run, schemaRules);
    return { kind: "success", value: form.complete(run, made), run, checked };
  });
}

const PLACEHOLDER_NAMES = ["$0", "$1", "$2", "$3", "$4", "$5", "$6", "$7"];

/** The variable that a placeholder stands for. No argument has such a name. */
function placeholderName(position: number): string {
  return PLACEHOLDER_NAMES[position] ?? `$${position}`;
}

/** Where a run is entered: an FQL error, also of an exhausted machine stack, ends it and takes back its writes. */
export function guarded<T>(run: Run, body: (run: Run) => T): T | Extract<Evaluation, { kind: "failed" }> {
  const start = run.transaction.mark();
  try {
    return body(run);
  } catch (error) {
    const failure = asFailure(error, run);
    if (failure === undefined) throw error;
    run.located(failure);
    const failed = failure.code === "abort" ? aborted(run, failure) : { failure, abort: undefined };
    run.transaction.undo(start);
    return { kind: "failed", ...failed, run };
  }
}

/** A `RangeError` here is the machine's stack, whatever depth the limit allows. engine §6 */
function asFailure(error: unknown, run: Run): QueryFailure | undefined {
  if (error instanceof QueryFailure) return error;
  if (!(error instanceof RangeError && /call stack/i.test(error.message))) return undefined;
  run.depth = Math.min(run.depth, 64);
  return stackOverflow(run.limits.depth);
}

/** The value given to `abort` is written like a result, and like one it may fail at that. spec/08 §3.2 */
function aborted(
  run: Run,
  failure: QueryFailure,
): { readonly failure: QueryFailure; readonly abort: Materialised | undefined } {
  run.depth = 0;
  try {
    return { failure, abort: materialise(run, failure.abort as Value) };
  } catch (error) {
    const later = asFailure(error, run);
    if (later === undefined) throw error;
    run.located(later);
    return { failure: later, abort: undefined };
  }
}
