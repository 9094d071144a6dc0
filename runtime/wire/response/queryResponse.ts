import type { QueryFailure } from "../../../compiler/index.js";
import type { Diagnostic } from "../../../grammar/index.js";
import type { Account, QueryOutcome } from "../../queryRequest.js";
import { encode } from "../encode/index.js";
import { type JsonField, jsonFields, jsonString } from "../encode/jsonText.js";
import type { Materialised } from "../materialised.js";
import type { Format } from "../request/queryHeaders.js";
import { failureDiagnostic } from "./failureDiagnostic.js";
import { failureJson } from "./failureJson.js";
import {
  ACCOUNT_DISABLED,
  errorJson,
  invalidRequest,
  type ProtocolError,
  protocolErrorOf,
  timedOut,
  UNAUTHORIZED,
} from "./protocolError.js";
import { rejection } from "./rejection.js";
import { statsJson } from "./statsJson.js";
import { summaryText, visibility } from "./summary.js";

/** An HTTP answer, before transport. */
export interface WireResponse {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a query's answer depends on beside its outcome. */
export interface ResponseOptions {
  readonly format: Format;
  readonly tags: string | undefined;
}

/** The answer of `/query/1`. spec/08 §3 */
export function queryResponse(outcome: QueryOutcome, options: ResponseOptions): WireResponse {
  switch (outcome.kind) {
    case "success":
      return successResponse(
        outcome,
        encode(outcome.value, options.format, outcome.transactionTime),
        options,
      );
    case "rejected":
      return queryError(outcome, rejectionJson(outcome.diagnostics), outcome.diagnostics, options);
    case "failed":
      return failed(outcome.failure, outcome.abort, outcome, options);
    case "unauthorized":
      return protocolResponse(UNAUTHORIZED, options.tags);
    case "accountDisabled":
      return protocolResponse(ACCOUNT_DISABLED);
    case "invalidArgument":
      return protocolResponse(
        invalidRequest(`Invalid argument '${outcome.name}': ${outcome.reason}`),
        options.tags,
      );
    case "timedOut":
      return protocolResponse(timedOut(outcome.elapsedMs));
  }
}

/** The answer to a query that succeeded, with this JSON as its data. spec/08 §3.1 */
export function successResponse(
  outcome: Extract<QueryOutcome, { kind: "success" }>,
  data: string,
  options: ResponseOptions,
): WireResponse {
  const { staticType } = outcome;
  return {
    status: 200,
    body: jsonFields([
      ["data", data],
      ["static_type", staticType === undefined ? undefined : jsonString(staticType)],
      ...accountFields(outcome, [], options),
    ]),
  };
}

/** A protocol error; `tags` only where the spec repeats them. spec/08 §2.2.1, §3.3 */
export function protocolResponse(error: ProtocolError, tags?: string, stats?: string): WireResponse {
  return {
    status: error.status,
    body: jsonFields([
      ["error", errorJson(error)],
      ["stats", stats],
      ["query_tags", tags === undefined ? undefined : jsonString(tags)],
    ]),
    headers: error === UNAUTHORIZED ? { "www-authenticate": "Bearer" } : undefined,
  };
}

function failed(
  failure: QueryFailure,
  abort: Materialised | undefined,
  account: Account,
  options: ResponseOptions,
): WireResponse {
  const protocolError = protocolErrorOf(failure);
  if (protocolError !== undefined) {
    const { stats } = account;
    return protocolResponse(
      protocolError,
      undefined,
      stats.rateLimitsHit.length > 0 ? statsJson(stats) : undefined,
    );
  }
  const error = failureJson(failure, abort, options.format, account.transactionTime);
  return queryError(account, error, [failureDiagnostic(failure, visibility(account))], options);
}

function queryError(
  account: Account,
  error: string,
  diagnostics: readonly Diagnostic[],
  options: ResponseOptions,
): WireResponse {
  return {
    status: 400,
    body: jsonFields([["error", error], ...accountFields(account, diagnostics, options)]),
  };
}

function rejectionJson(diagnostics: readonly Diagnostic[]): string {
  const { code, message } = rejection(diagnostics);
  return jsonFields([
    ["code", jsonString(code)],
    ["message", jsonString(message)],
  ]);
}

function accountFields(
  account: Account,
  errors: readonly Diagnostic[],
  { tags }: ResponseOptions,
): readonly JsonField[] {
  return [
    ["summary", jsonString(summaryText(account, errors))],
    ["txn_ts", String(account.transactionTime)],
    ["stats", statsJson(account.stats)],
    ["query_tags", tags === undefined ? undefined : jsonString(tags)],
    ["schema_version", String(account.schemaVersion)],
  ];
}
