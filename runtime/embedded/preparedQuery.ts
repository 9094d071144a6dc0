import { resolveLambda } from "../../compiler/index.js";
import { type Diagnostic, parseLambda, renderDiagnostic, type Source } from "../../grammar/index.js";
import { Run, type Schema } from "../call/index.js";
import {
  type Engine,
  type Evaluation,
  guarded,
  OWNER,
  outcomeOf,
  ROOT,
  SnapshotNames,
  schemaRules,
} from "../engine/index.js";
import { linkAnswer } from "../evaluate/index.js";
import { type DecodingNames, REQUEST_DEFAULTS } from "../queryRequest.js";
import { finishTransaction } from "../schema/index.js";
import { beginSync, endSync, type Transaction } from "../transaction/index.js";
import type { Value } from "../values/index.js";
import { rejection } from "../wire/index.js";
import { convert, dataOf, MADE } from "./answering.js";
import { checkOptions, type OptionTable } from "./checkOptions.js";
import { FqlError } from "./fqlError.js";
import type { Lifetime } from "./lifetime.js";
import type { QueryValue } from "./queryValue.js";
import { settle } from "./settle.js";
import { toValue, Unfit } from "./toValue.js";

/** A lambda of the query language, compiled once. */
export interface PreparedQuery<T> {
  /** Applies it to arguments, as one transaction. Throws `FqlError` where it fails; then nothing was written. */
  run(...args: readonly QueryValue[]): T;
}

export interface PrepareOptions {
  /** Whether its types are checked; unless told otherwise, as the database was opened. */
  readonly typecheck?: boolean;
}

const OPTIONS: OptionTable<PrepareOptions> = { typecheck: "boolean" };

/** @throws FqlError where `text` is no lambda or ill-typed, or the store does not answer at once */
export function prepareQuery<T>(
  engine: Engine,
  lifetime: Lifetime,
  text: string,
  preparing: PrepareOptions = {},
): PreparedQuery<T> {
  checkOptions("prepare", preparing, OPTIONS);
  if (typeof text !== "string") throw new TypeError("what is prepared is the text of a lambda");
  if (engine.options.storage.waits) {
    throw new FqlError({ code: "invalid_request", reason: "this store cannot run queries synchronously" });
  }
  const parsed = parseLambda(text, { source: "*query*" });
  if (!parsed.ok) throw rejected(parsed.diagnostics);
  const lambda = parsed.value;
  const source: Source = lambda.span.source;
  const options = { ...engine.runOptions(ROOT), reusesLookUps: true };
  let linkedFor: Schema | undefined;
  let linked: ReturnType<typeof linkAnswer> | undefined;
  const codeFor = (schema: Schema) => {
    if (schema !== linkedFor || linked === undefined) {
      if (preparing.typecheck ?? schema.catalog.typechecked) demandWellTyped(engine, text, schema);
      linked = linkAnswer(resolveLambda(lambda), schema, source, convert);
      linkedFor = schema;
    }
    return linked;
  };
  codeFor(engine.schemaOf(beginSync(options)));

  return {
    run(...args) {
      lifetime.demandOpen();
      const transaction = beginSync(options);
      const schema = engine.schemaOf(transaction);
      const code = codeFor(schema);
      const run = new Run(transaction, schema, engine.options.limits, options.sources);
      run.naive = engine.options.optimize === false;
      const unfit = new Unfit();
      const values = argumentValues(args, new SnapshotNames(transaction, schema), unfit);
      if (unfit.reason !== undefined) {
        return failed({ kind: "invalidArgument", name: "arguments", reason: unfit.text }, transaction);
      }
      const outcome = guarded(run, () => {
        const made = code(run, values);
        finishTransaction(run, schemaRules);
        return MADE.complete(run, made);
      });
      if ("kind" in outcome) return failed(outcome, transaction);
      const done = endSync(options, transaction, outcome);
      return (outcome.isOpen ? dataOf(outcome, done.time) : outcome.made) as T;
    },
  };
}

/** By the schema as it is: what is prepared is checked again where that has changed. */
function demandWellTyped(engine: Engine, text: string, schema: Schema): void {
  const request = { ...REQUEST_DEFAULTS, text };
  const {
    queries,
    checks,
    checkLimits: limits,
  } = engine.context(request, engine.options.surroundings.clock(), OWNER);
  const query = queries.parsed(text);
  if (!query.ok) throw rejected(query.diagnostics);
  const result = checks.check({ query, names: [], values: [], schema, limits });
  if (!result.ok) throw rejected(result.errors);
}

/** Nothing was written: the time is that of the snapshot. */
function failed<T>(value: Evaluation, { snapshot }: Transaction): T {
  const seen = { schemaVersion: 0, snapshot, schema: undefined, caller: OWNER };
  return settle<T>(outcomeOf({ kind: "done", value, time: snapshot, retries: 0 }, seen, 0)).data;
}

function argumentValues(args: readonly QueryValue[], names: DecodingNames, unfit: Unfit): readonly Value[] {
  const values = new Array<Value>(args.length);
  for (let i = 0; i < args.length; i++) {
    values[i] = toValue(args[i], names, unfit);
    if (unfit.reason !== undefined) unfit.inside(i);
  }
  return values;
}

function rejected(diagnostics: readonly Diagnostic[]): FqlError {
  const { code, message } = rejection(diagnostics);
  const summary = diagnostics.map(renderDiagnostic).join("\n\n");
  return new FqlError({ code, reason: message, summary });
}
