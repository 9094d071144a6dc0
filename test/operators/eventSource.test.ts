import { describe, expect, test } from "vitest";
import { timeFromMicros } from "../../runtime/values/index.js";
import { Workbench } from "./workbench.js";

const bench = new Workbench();
const then = timeFromMicros(bench.put({ id: 1, kind: "poem" }));
bench.put({ id: 1, kind: "poem", rank: 2 });

const refusal = (method: string, reason: string) =>
  `invalid_receiver: can't call \`.${method}()\` because ${reason}`;
const on = (what: string) => `streaming is not supported on ${what}`;

describe("sets that can be watched", () => {
  test.each([
    "shelves.eventSource()",
    "shelves.toStream()",
    "shelves.eventsOn()",
    `shelves.changesOn(.a, .a["b"], .a[0])`,
    "poems.where(x => true).map(.rank).pageSize(2).toStream()",
    "(poems { rank }).toStream()",
    "poems.changesOn(.rank, .kind, .id)",
    "poems.changesOn(.rank.a)",
    "Set.single(shelves.first()!).eventSource()",
    "shelves.reverse().reverse().toStream()",
    "shelves.toStream().where(x => true).map(.rank)",
    "shelves.toStream() { rank }",
  ])("%s", (query) => {
    expect(bench.run(query).text).toBe("[event source]");
  });
});

describe("sets that cannot", () => {
  test.each([
    [
      "(at (then) shelves.where(x => true)).toStream()",
      "toStream",
      "streaming is not supported for sets created within an `at()` expression.",
    ],
    [
      "Set.single(at (then) shelves.first()!).toStream()",
      "toStream",
      "streaming is not supported for sets created within an `at()` expression.",
    ],
    ["shelves.reverse().eventSource()", "eventSource", on("sets that have been reversed.")],
    ["shelves.take(1).eventSource()", "eventSource", on("sets returned from `.take()`.")],
    ["shelves.drop(1).eventSource()", "eventSource", on("sets returned from `.drop()`.")],
    ["shelves.order().eventsOn()", "eventsOn", on("sets returned from `.order()`.")],
    ["shelves.distinct().changesOn()", "changesOn", on("distinct sets.")],
    ["shelves.concat(poems).toStream()", "toStream", on("concatenated sets.")],
    ["shelves.flatMap(x => poems).toStream()", "toStream", on("`.flatMap()` sets.")],
    ["[1].toSet().toStream()", "toStream", on("array sets.")],
    ["Set.sequence(0, 1).toStream()", "toStream", on("sets created from `Set.sequence()`.")],
    [
      "Set.single(1).toStream()",
      "toStream",
      "streaming on `Set.single()` is only supported if its element is a document.",
    ],
    ["shelves.where(x => true).eventsOn()", "changesOn", "it was not called on the source set."],
    ["shelves.pageSize(1).changesOn(.a)", "changesOn", "it was not called on the source set."],
  ])("%s", (query, method, reason) => {
    expect(bench.run(query, { then }).text).toBe(refusal(method, reason));
  });

  test.each([
    ["shelves.changesOn(1)", "expected value for `fields0` of type Function, received Int"],
    ["shelves.changesOn(.a, .b())", "invalid argument `1`: invalid field path given"],
    ["shelves.changesOn(x => x.a)", "invalid argument `0`: invalid field path given"],
    ["shelves.changesOn(.a + 1)", "invalid argument `0`: invalid field path given"],
    [
      "poems.changesOn(.rank, .a, .b[0])",
      "invalid argument `fields`: `a`, `b[0]` not covered by the `byKind` index.",
    ],
  ])("%s", (query, message) => {
    expect(bench.run(query).text).toBe(`invalid_argument: ${message}`);
  });
});
