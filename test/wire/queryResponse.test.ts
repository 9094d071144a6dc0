import { describe, expect, it } from "vitest";
import { QueryFailure } from "../../compiler/index.js";
import { type Diagnostic, NO_SPAN, type Source, type Span, span } from "../../grammar/index.js";
import type { Account, QueryOutcome } from "../../runtime/queryRequest.js";
import { structOf, TRANSACTION_TIME } from "../../runtime/values/index.js";
import { queryResponse } from "../../runtime/wire/index.js";

const ACCOUNT: Account = {
  transactionTime: 1_700_000_000_000_000,
  schemaVersion: 1_690_000_000_000_000,
  warnings: [],
  emissions: [],
  stats: {
    computeOps: 1,
    readOps: 8,
    writeOps: 0,
    queryTimeMs: 3,
    contentionRetries: 0,
    storageBytesRead: 14,
    storageBytesWrite: 0,
    rateLimitsHit: [],
  },
  seesAll: true,
};
const STATS =
  '"stats":{"compute_ops":1,"read_ops":8,"write_ops":0,"query_time_ms":3,"contention_retries":0,"storage_bytes_read":14,"storage_bytes_write":0,"rate_limits_hit":[]}';
const TAIL = `"txn_ts":1700000000000000,${STATS},"schema_version":1690000000000000}`;
const SIMPLE = { format: "simple", tags: undefined } as const;

/** The span of the first occurrence of `part` in `text`. */
function at(name: string, text: string, part: string, from = 0): Span {
  const source: Source = { name, text };
  const start = text.indexOf(part, from);
  return span(source, start, start + part.length);
}

function failure(code: string, message: string, frames: readonly Span[]): QueryFailure {
  const result = new QueryFailure(code, message);
  result.frames = frames;
  return result;
}

function summary(outcome: QueryOutcome): string {
  return (JSON.parse(queryResponse(outcome, SIMPLE).body) as { summary: string }).summary;
}

describe("bodies of answers", () => {
  it("writes a success", () => {
    const value = structOf([["ts", TRANSACTION_TIME]]);
    expect(queryResponse({ kind: "success", value, staticType: undefined, ...ACCOUNT }, SIMPLE)).toEqual({
      status: 200,
      body: `{"data":{"ts":"2023-11-14T22:13:20Z"},"summary":"",${TAIL}`,
    });
  });

  it("writes static type and tags where there are any", () => {
    const outcome: QueryOutcome = { kind: "success", value: 1, staticType: '"a" | 1', ...ACCOUNT };
    expect(queryResponse(outcome, { format: "tagged", tags: "b=2,a=1" }).body).toBe(
      `{"data":{"@int":"1"},"static_type":"\\"a\\" | 1","summary":"","txn_ts":1700000000000000,${STATS},"query_tags":"b=2,a=1","schema_version":1690000000000000}`,
    );
  });

  it("writes an abort in the format asked for", () => {
    const outcome: QueryOutcome = {
      kind: "failed",
      failure: failure("abort", "Query aborted.", []),
      abort: structOf([["a", 1]]),
      ...ACCOUNT,
    };
    const start = '{"error":{"code":"abort","message":"Query aborted.","abort":';
    expect(queryResponse(outcome, SIMPLE)).toMatchObject({ status: 400 });
    expect(queryResponse(outcome, SIMPLE).body).toContain(
      `${start}{"a":1}},"summary":"error: Query aborted.\\n`,
    );
    expect(queryResponse(outcome, { ...SIMPLE, format: "tagged" }).body).toContain(
      `${start}{"a":{"@int":"1"}}}`,
    );
    expect(queryResponse(outcome, { ...SIMPLE, format: "decorated" }).body).toContain(
      `${start}"{\\n  a: 1\\n}"}`,
    );
  });

  it("writes constraint failures, in full in the summary", () => {
    const query = "Shelf.create({ label: 1 })";
    const failed = failure("constraint_failure", "Failed to create document in collection `Shelf`.", [
      at("*query*", query, "({ label: 1 })"),
    ]);
    failed.failures = [
      { paths: [["a", "b c", 0], ["d"]], message: "first\nsecond" },
      { paths: [], message: "protected" },
    ];
    const { body } = queryResponse({ kind: "failed", failure: failed, ...ACCOUNT }, SIMPLE);
    expect(JSON.parse(body)).toMatchObject({
      error: {
        code: "constraint_failure",
        message: "Failed to create document in collection `Shelf`.",
        constraint_failures: [
          { paths: [["a", "b c", 0], ["d"]], message: "first\nsecond" },
          { paths: [], message: "protected" },
        ],
      },
    });
    expect((JSON.parse(body) as { summary: string }).summary).toBe(
      `error: Failed to create document in collection \`Shelf\`.
constraint failures:
  a["b c"][0],d: first
      second
  protected
at *query*:1:13
  |
1 | ${query}
  |             ^^^^^^^^^^^^^^
  |`,
    );
  });

  it.each<[string, QueryOutcome, number, string]>([
    [
      "no or bad secret",
      { kind: "unauthorized" },
      401,
      '{"error":{"code":"unauthorized","message":"Access token required"},"query_tags":"a=1"}',
    ],
    [
      "argument",
      { kind: "invalidArgument", name: "x", reason: "numbers must be tagged" },
      400,
      '{"error":{"code":"invalid_request","message":"Invalid argument \'x\': numbers must be tagged"},"query_tags":"a=1"}',
    ],
    [
      "account",
      { kind: "accountDisabled" },
      410,
      '{"error":{"code":"forbidden","message":"Your account has been disabled. Please create a ticket at https://support.fauna.com"}}',
    ],
    [
      "early time-out",
      { kind: "timedOut", elapsedMs: 12.4 },
      440,
      '{"error":{"code":"time_out","message":"Client set aggressive deadline: query needs 1000, timed out within 12"}}',
    ],
    [
      "late time-out",
      { kind: "timedOut", elapsedMs: 5000 },
      503,
      '{"error":{"code":"time_out","message":"Read timed out"}}',
    ],
    [
      "contention",
      {
        kind: "failed",
        failure: new QueryFailure("contended_transaction", "Transaction was aborted."),
        ...ACCOUNT,
      },
      409,
      '{"error":{"code":"contended_transaction","message":"Transaction was aborted."}}',
    ],
    [
      "compute",
      {
        kind: "failed",
        failure: new QueryFailure(
          "invalid_request",
          "Transaction does too much compute: got 12001, limit: 12000",
        ),
        ...ACCOUNT,
      },
      400,
      '{"error":{"code":"invalid_request","message":"Transaction does too much compute: got 12001, limit: 12000"}}',
    ],
    [
      "rate limit",
      {
        kind: "failed",
        failure: new QueryFailure("limit_exceeded", "Rate limit exceeded"),
        ...ACCOUNT,
        stats: { ...ACCOUNT.stats, rateLimitsHit: ["read"] },
      },
      429,
      `{"error":{"code":"limit_exceeded","message":"Rate limit exceeded"},${STATS.replace("[]", '["read"]')}}`,
    ],
  ])("protocol error: %s", (_name, outcome, status, body) => {
    expect(queryResponse(outcome, { ...SIMPLE, tags: "a=1" })).toMatchObject({ status, body });
  });

  it("asks for a token", () => {
    expect(queryResponse({ kind: "unauthorized" }, SIMPLE).headers).toEqual({ "www-authenticate": "Bearer" });
  });

  it("counts the checks that failed", () => {
    const problem: Diagnostic = { severity: "error", message: "m", span: NO_SPAN, hints: [] };
    const rejected = (diagnostics: readonly Diagnostic[]) =>
      queryResponse({ kind: "rejected", diagnostics, ...ACCOUNT }, SIMPLE).body;
    expect(rejected([problem])).toBe(
      `{"error":{"code":"invalid_query","message":"The query failed 1 validation check"},"summary":"error: m\\nat <no source>",${TAIL}`,
    );
    expect(rejected([problem, problem])).toContain('"The query failed 2 validation checks"');
  });
});

describe("summary", () => {
  const query = "let total = null\n[10, 20].map(n => n + total!)";
  const main = at("*query*", query, "total!");
  const outer = at("*query*", query, "(n => n + total!)");
  const hint = {
    kind: "hint",
    message: "Null value created here",
    span: at("*query*", query, "null"),
  } as const;

  it("shows an error with its hints, then its trace", () => {
    const failed = failure("null_value", "Null literal value", [main, outer]).withHint(hint);
    expect(summary({ kind: "failed", failure: failed, ...ACCOUNT })).toBe(`error: Null literal value
at *query*:2:23
  |
2 | [10, 20].map(n => n + total!)
  |                       ^^^^^^
  |
hint: Null value created here
at *query*:1:13
  |
1 | let total = null
  |             ^^^^
  |
trace:
  |
2 | [10, 20].map(n => n + total!)
  |             ^^^^^^^^^^^^^^^^^
  |`);
  });

  const half = 'n => if (n == 0) abort("zero") else n / 2';
  const call = "xs.map(x => half(x))";
  const frames = [
    at("*udf:half*", half, '("zero")'),
    at("*query*", call, "(x)"),
    at("*query*", call, "(x => half(x))"),
  ];

  it("shows frames across functions", () => {
    expect(
      summary({ kind: "failed", failure: failure("abort", "Query aborted.", frames), ...ACCOUNT }),
    ).toBe(`error: Query aborted.
at *udf:half*:1:23
  |
1 | n => if (n == 0) abort("zero") else n / 2
  |                       ^^^^^^^^
  |
at *query*:1:17
  |
1 | xs.map(x => half(x))
  |                 ^^^
  |
at *query*:1:7
  |
1 | xs.map(x => half(x))
  |       ^^^^^^^^^^^^^^
  |`);
  });

  it("shows callers without privileges only their own query", () => {
    const seen = summary({
      kind: "failed",
      failure: failure("abort", "Query aborted.", frames),
      ...ACCOUNT,
      seesAll: false,
      emissions: [
        { kind: "log", text: "hidden", span: frames[0]! },
        { kind: "log", text: "shown", span: frames[1]! },
      ],
    });
    expect(seen).toBe(`error: Query aborted.
at *query*:1:17
  |
1 | xs.map(x => half(x))
  |                 ^^^
  |
  |
1 | xs.map(x => half(x))
  |       ^^^^^^^^^^^^^^
  |

info at *query*:1: shown`);
    const hidden = failure("abort", "Query aborted.", frames.slice(0, 1));
    expect(summary({ kind: "failed", failure: hidden, ...ACCOUNT, seesAll: false })).toBe(
      "error: Query aborted.\nat <no source>",
    );
  });

  it("drops frames of code from a cursor", () => {
    const failed = failure("abort", "Query aborted.", [NO_SPAN, frames[1]!]);
    expect(summary({ kind: "failed", failure: failed, ...ACCOUNT })).toMatch(/^error: .*\nat \*query\*:1:17/);
  });

  it("puts warnings first, by place, then errors, logs, and each performance hint once", () => {
    const text = "log(1); dbg(2); a; b";
    const diagnostic = (severity: Diagnostic["severity"], message: string, part: string): Diagnostic => ({
      severity,
      message,
      span: at("*query*", text, part),
      hints: [],
    });
    const performance = diagnostic("performance_hint", "slow", "a;");
    const seen = summary({
      kind: "failed",
      failure: failure("abort", "Query aborted.", [at("*query*", text, "b", 17)]),
      ...ACCOUNT,
      warnings: [diagnostic("warning", "later", "; b"), diagnostic("warning", "sooner", "a;")],
      emissions: [
        { kind: "diagnostic", diagnostic: performance },
        { kind: "log", text: "n 2", span: at("*query*", text, "(1)") },
        { kind: "log", text: "nowhere", span: NO_SPAN },
        { kind: "diagnostic", diagnostic: diagnostic("info", "2", "(2)") },
        { kind: "diagnostic", diagnostic: { ...performance } },
      ],
    });
    expect(seen.split("\n\n").map((each) => each.split("\n")[0])).toEqual([
      "warning: sooner",
      "warning: later",
      "error: Query aborted.",
      "info at *query*:1: n 2",
      "info at *null*:0: nowhere",
      "info: 2",
      "performance_hint: slow",
    ]);
  });
});
