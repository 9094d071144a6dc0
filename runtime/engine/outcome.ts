import type { Caller } from "../auth/index.js";
import type { Run, Schema } from "../call/index.js";
import type { Account, QueryOutcome } from "../queryRequest.js";
import type { Contended, Done } from "../transaction/index.js";
import { contention } from "./contention.js";
import type { Evaluation } from "./evaluateQuery.js";
import { statsOf } from "./statistics.js";

/** What the transaction of a query saw when it began. */
export interface Seen {
  schemaVersion: number;
  snapshot: number;
  schema: Schema | undefined;
  readonly caller: Caller;
}

/** The outcome of a query whose transaction has ended. */
export function outcomeOf<Answer>(
  done: Done<Evaluation<Answer>> | Contended,
  seen: Seen,
  elapsedMs: number,
): QueryOutcome<Answer> {
  if (done.kind === "contended") {
    const account = accountOf(seen, seen.snapshot, elapsedMs, 0, undefined);
    return { kind: "failed", failure: contention(done.reads, seen.schema), ...account };
  }
  const evaluation = done.value;
  if (evaluation.kind === "invalidArgument") return evaluation;
  const run = evaluation.kind === "rejected" ? undefined : evaluation.run;
  const account = accountOf(seen, done.time, elapsedMs, done.retries, run);
  switch (evaluation.kind) {
    case "rejected":
      return { kind: "rejected", diagnostics: evaluation.diagnostics, ...account };
    case "failed":
      return { kind: "failed", failure: evaluation.failure, abort: evaluation.abort, ...account };
    case "success":
      evaluation.run.committedAt = done.time;
      // Each property once: overwriting those of a spread object is slow.
      return {
        kind: "success",
        value: evaluation.value,
        staticType: evaluation.checked?.display,
        transactionTime: account.transactionTime,
        schemaVersion: account.schemaVersion,
        warnings: evaluation.checked?.warnings ?? account.warnings,
        emissions: account.emissions,
        stats: account.stats,
        seesAll: account.seesAll,
      };
  }
}

const NOTHING: readonly never[] = [];

function accountOf(
  { schemaVersion, caller }: Seen,
  transactionTime: number,
  elapsedMs: number,
  contentionRetries: number,
  run: Run | undefined,
): Account {
  return {
    transactionTime,
    schemaVersion,
    warnings: NOTHING,
    emissions: run?.emissions ?? NOTHING,
    stats: statsOf(run, elapsedMs, contentionRetries),
    seesAll: caller.role !== undefined && caller.role !== "client",
  };
}
