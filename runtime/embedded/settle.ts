import type { QueryOutcome, QueryStats } from "../queryRequest.js";
import type { Timestamp } from "../values/index.js";
import { failureDiagnostic, rejection, summaryText, timedOut, visibility } from "../wire/index.js";
import { FqlError } from "./fqlError.js";
import { fromValue } from "./fromValue.js";

/** What `db.query` gives. */
export interface QueryResult<T = unknown> {
  readonly data: T;
  /** Logs, warnings and hints, rendered. */
  readonly summary: string;
  /** Microseconds since 1970: of the commit, of queries without writes of their snapshot. */
  readonly txnTs: number;
  readonly schemaVersion: number;
  /** The type of the query, where it was checked. */
  readonly staticType: string | undefined;
  readonly stats: QueryStats;
}

/** The result of a query; throws where it failed. */
export function settle<T>(outcome: QueryOutcome): QueryResult<T> {
  return settleAs(outcome, fromValue);
}

/** The same for answers of another form. */
export function settleAs<T, Answer>(
  outcome: QueryOutcome<Answer>,
  dataOf: (answer: Answer, transactionTime: Timestamp) => unknown,
): QueryResult<T> {
  switch (outcome.kind) {
    case "success":
      return {
        data: dataOf(outcome.value, outcome.transactionTime) as T,
        summary: summaryText(outcome, []),
        txnTs: outcome.transactionTime,
        schemaVersion: outcome.schemaVersion,
        staticType: outcome.staticType,
        stats: outcome.stats,
      };
    case "rejected": {
      const { code, message } = rejection(outcome.diagnostics);
      throw new FqlError({ code, reason: message, summary: summaryText(outcome, outcome.diagnostics) });
    }
    case "failed": {
      const { failure, abort } = outcome;
      const diagnostic = failureDiagnostic(failure, visibility(outcome));
      throw new FqlError({
        code: failure.code,
        reason: failure.message,
        summary: summaryText(outcome, [diagnostic]),
        constraintFailures: failure.failures,
        abort: abort === undefined ? undefined : fromValue(abort, outcome.transactionTime),
      });
    }
    case "unauthorized":
      throw new FqlError({ code: "unauthorized", reason: "Access token required" });
    case "accountDisabled":
      throw new FqlError({ code: "forbidden", reason: "Access denied" });
    case "invalidArgument":
      throw new FqlError({
        code: "invalid_request",
        reason: `Invalid argument '${outcome.name}': ${outcome.reason}`,
      });
    case "timedOut": {
      const { code, message } = timedOut(outcome.elapsedMs);
      throw new FqlError({ code, reason: message });
    }
  }
}
