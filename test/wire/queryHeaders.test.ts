import { describe, expect, it } from "vitest";
import { readQueryHeaders } from "../../runtime/wire/index.js";

function read(headers: Record<string, string>) {
  return readQueryHeaders((name) => headers[name]);
}

describe("headers of /query/1", () => {
  it("has defaults", () => {
    expect(read({})).toEqual({
      ok: true,
      headers: {
        lastTransactionTime: 0,
        timeoutMs: 120_000,
        maxContentionRetries: 4,
        tags: undefined,
        format: "simple",
        typecheck: undefined,
        linearized: false,
        performanceHints: false,
      },
    });
  });

  it("reads what is given", () => {
    const headers = {
      "x-last-txn-ts": "+1700000000000000",
      "x-query-timeout-ms": "600000",
      "x-max-contention-retries": "0",
      "x-query-tags": "a=1,b=2",
      "x-format": "decorated",
      "x-typecheck": "TRUE",
      "x-linearized": "False",
      "x-performance-hints": "true",
    };
    expect(read(headers)).toEqual({
      ok: true,
      headers: {
        lastTransactionTime: 1700000000000000,
        timeoutMs: 600_000,
        maxContentionRetries: 0,
        tags: "b=2,a=1",
        format: "decorated",
        typecheck: true,
        linearized: false,
        performanceHints: true,
      },
    });
  });

  it.each([
    ["x-format", "xml", "Invalid format xml"],
    ["x-format", "Tagged", "Invalid format Tagged"],
    ["x-typecheck", "yes", "Must be a boolean value."],
    ["x-linearized", "", "Must be a boolean value."],
    ["x-performance-hints", "1", "Must be a boolean value."],
    ["x-last-txn-ts", "now", "Invalid timestamp 'now'."],
    ["x-last-txn-ts", "9223372036854775808", "Invalid timestamp '9223372036854775808'."],
    ["x-query-timeout-ms", "1s", "Invalid number '1s'."],
    ["x-query-timeout-ms", " 1", "Invalid number ' 1'."],
    ["x-query-timeout-ms", "99999999999", "Invalid number '99999999999'."],
    ["x-query-timeout-ms", "0", "Must be greater than 0."],
    ["x-query-timeout-ms", "-5", "Must be greater than 0."],
    ["x-query-timeout-ms", "600001", "Must be less than or equal to 600000."],
    ["x-max-contention-retries", "x", "Invalid number 'x'."],
    ["x-max-contention-retries", "8", "Must be between 0 and 7."],
    ["x-max-contention-retries", "-1", "Must be between 0 and 7."],
    ["x-query-tags", "a,b", "invalid tags"],
    ["x-query-tags", "a=", "invalid tags"],
    ["x-query-tags", "a==b", "invalid tags"],
    ["x-query-tags", "a=b=c", "invalid tags"],
    ["x-query-tags", "a=b,", "invalid tags"],
    ["x-query-tags", ",", "invalid tags"],
    ["x-query-tags", "a=b, c=d", "invalid tags"],
    ["x-query-tags", "a=#", "invalid tags"],
    ["x-query-tags", "a=b\n", "invalid tags"],
    ["x-query-tags", `a=${"b".repeat(2999)}`, "header is too long"],
    ["x-query-tags", `a=${"b".repeat(2998)}`, "invalid value"],
    ["x-query-tags", `${"k".repeat(41)}=b`, "invalid key"],
    ["x-query-tags", `k=${"v".repeat(81)}`, "invalid value"],
    ["x-query-tags", "a=1,b=2,a=3", "duplicate key"],
    ["x-query-tags", `${"k".repeat(41)}=1,b=${"v".repeat(81)}`, "invalid value"],
    ["x-query-tags", Array.from({ length: 26 }, (_, i) => `k${i}=v`).join(","), "too many tags"],
  ])("%s: %.30s", (name, value, message) => {
    expect(read({ [name]: value })).toEqual({ ok: false, message: `Invalid header '${name}': ${message}` });
  });

  it("complains of the first in the order of checks", () => {
    const all = {
      "x-format": "xml",
      "x-typecheck": "?",
      "x-query-tags": "?",
      "x-max-contention-retries": "?",
      "x-query-timeout-ms": "?",
      "x-last-txn-ts": "?",
    };
    const order: string[] = [];
    const headers: Record<string, string> = { ...all };
    for (let answer = read(headers); !answer.ok; answer = read(headers)) {
      const name = /'(.*?)'/.exec(answer.message)![1]!;
      order.push(name);
      delete headers[name];
    }
    expect(order).toEqual([
      "x-last-txn-ts",
      "x-query-timeout-ms",
      "x-max-contention-retries",
      "x-query-tags",
      "x-format",
      "x-typecheck",
    ]);
  });
});
