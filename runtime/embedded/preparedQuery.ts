import { type Diagnostic, parseLambda, renderDiagnostic, type Source } from "../../grammar/index.js";
import { callFunction, Run, type Schema } from "../call/index.js";
import { decodingNames, type Engine, guarded, OWNER, outcomeOf, ROOT, schemaRules } from "../engine/index.js";
import { materialise } from "../materialise/index.js";
import type { DecodingNames } from "../queryRequest.js";
import { finishTransaction } from "../schema/index.js";
import { runSync } from "../transaction/index.js";
import type { FunctionValue, Value } from "../values/index.js";
import { rejection } from "../wire/index.js";
import { FqlError } from "./fqlError.js";
import { fromValue } from "./fromValue.js";
import type { QueryValue } from "./queryValue.js";
import { settle } from "./settle.js";
import { toValue } from "./toValue.js";

/** A lambda of the query language, compiled once. */
export interface PreparedQuery<T> {
  /** Applies it to arguments, as one transaction. Throws `FqlError` where it fails; then nothing was written. */
  run(...args: readonly QueryValue[]): T;
}

/** @throws FqlError where `text` is no lambda, or the store does not answer at once */
export function prepareQuery<T>(engine: Engine, text: string): PreparedQuery<T> {
  if (engine.options.storage.waits) {
    throw new FqlError({ code: "invalid_request", reason: "this store cannot run queries synchronously" });
  }
  const parsed = parseLambda(text, { source: "*query*" });
  if (!parsed.ok) throw rejected(parsed.diagnostics);
  const lambda = parsed.value;
  const source: Source = lambda.span.source;
  const options = engine.runOptions(ROOT);
  let linkedFor: Schema | undefined;
  let linked: FunctionValue | undefined;

  return {
    run(...args) {
      const done = runSync(options, (transaction, sources) => {
        const schema = engine.schemaOf(transaction);
        if (schema !== linkedFor || linked === undefined) {
          linked = schema.linker.linkLambda(lambda, source);
          linkedFor = schema;
        }
        const target = linked;
        const run = new Run(transaction, schema, engine.options.limits, sources);
        run.naive = engine.options.optimize === false;
        const reasons: string[] = [];
        const values = argumentValues(args, () => decodingNames(transaction, schema), reasons);
        if (reasons.length > 0)
          return { kind: "invalidArgument", name: "arguments", reason: reasons[0]! } as const;
        return guarded(run, () => {
          const value = callFunction(run, target, values);
          if (transaction.hasWrites) finishTransaction(run, schemaRules);
          return { kind: "success", value: materialise(run, value), run, checked: undefined } as const;
        });
      });
      if (done.value.kind === "success") return fromValue(done.value.value, done.time) as T;
      const seen = { schemaVersion: 0, snapshot: done.time, schema: undefined, caller: OWNER };
      return settle<T>(outcomeOf(done, seen, 0)).data;
    },
  };
}

/** Only objects may hold what the schema must tell. */
function argumentValues(
  args: readonly QueryValue[],
  makeNames: () => DecodingNames,
  reasons: string[],
): readonly Value[] {
  let names: DecodingNames | undefined;
  return args.map((each) => {
    if (typeof each === "string" || typeof each === "boolean") return each;
    names ??= makeNames();
    return toValue(each, names, reasons);
  });
}

function rejected(diagnostics: readonly Diagnostic[]): FqlError {
  const { code, message } = rejection(diagnostics);
  const summary = diagnostics.map(renderDiagnostic).join("\n\n");
  return new FqlError({ code, reason: message, summary });
}
