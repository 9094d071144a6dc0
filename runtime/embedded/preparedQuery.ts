import { resolveLambda } from "../../compiler/index.js";
import { type Diagnostic, parseLambda, renderDiagnostic, type Source } from "../../grammar/index.js";
import { Run, type Schema } from "../call/index.js";
import { type Engine, guarded, OWNER, outcomeOf, ROOT, SnapshotNames, schemaRules } from "../engine/index.js";
import { linkAnswer } from "../evaluate/index.js";
import type { DecodingNames } from "../queryRequest.js";
import { finishTransaction } from "../schema/index.js";
import { runSync } from "../transaction/index.js";
import type { Value } from "../values/index.js";
import { rejection } from "../wire/index.js";
import { convert, dataOf, MADE } from "./answering.js";
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

/** @throws FqlError where `text` is no lambda, or the store does not answer at once */
export function prepareQuery<T>(engine: Engine, lifetime: Lifetime, text: string): PreparedQuery<T> {
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

  return {
    run(...args) {
      lifetime.demandOpen();
      const done = runSync(options, (transaction, sources) => {
        const schema = engine.schemaOf(transaction);
        if (schema !== linkedFor || linked === undefined) {
          linked = linkAnswer(resolveLambda(lambda), schema, source, convert);
          linkedFor = schema;
        }
        const target = linked;
        const run = new Run(transaction, schema, engine.options.limits, sources);
        run.naive = engine.options.optimize === false;
        const unfit = new Unfit();
        const values = argumentValues(args, new SnapshotNames(transaction, schema), unfit);
        if (unfit.reason !== undefined)
          return { kind: "invalidArgument", name: "arguments", reason: unfit.text } as const;
        return guarded(run, () => {
          const made = target(run, values);
          finishTransaction(run, schemaRules);
          return { kind: "answered", answer: MADE.complete(run, made) } as const;
        });
      });
      const { value } = done;
      if (value.kind === "answered") {
        const { answer } = value;
        return (answer.isOpen ? dataOf(answer, done.time) : answer.made) as T;
      }
      const failed = { kind: "done", value, time: done.time, retries: 0 } as const;
      const seen = { schemaVersion: 0, snapshot: done.time, schema: undefined, caller: OWNER };
      return settle<T>(outcomeOf(failed, seen, 0)).data;
    },
  };
}

function argumentValues(args: readonly QueryValue[], names: DecodingNames, unfit: Unfit): readonly Value[] {
  return args.map((each, i) => {
    const value = toValue(each, names, unfit);
    if (unfit.reason !== undefined) unfit.inside(i);
    return value;
  });
}

function rejected(diagnostics: readonly Diagnostic[]): FqlError {
  const { code, message } = rejection(diagnostics);
  const summary = diagnostics.map(renderDiagnostic).join("\n\n");
  return new FqlError({ code, reason: message, summary });
}
