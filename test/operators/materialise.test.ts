import { describe, expect, test } from "vitest";
import { Workbench } from "./workbench.js";

const bench = new Workbench();
bench.put({ id: 1, kind: "poem", rank: 1 }, { id: 2, rank: 2 });

const answer = (query: string) => JSON.parse(bench.answer(query).text);

describe("sets in an answer", () => {
  test("are their first pages", () => {
    expect(answer("[1, 2].toSet()")).toEqual({ data: [1, 2] });
    expect(answer("[].toSet()")).toEqual({ data: [] });
    expect(answer("Set.sequence(0, 17)")).toEqual({ data: [...Array(16).keys()], after: expect.any(String) });
    expect(answer("Set.sequence(0, 3).pageSize(2)").data).toEqual([0, 1]);
    expect(answer("{ a: [Set.single(1)] }")).toEqual({ a: [{ data: [1] }] });
    expect(answer("[1, 2].toSet().paginate(1)")).toEqual({ data: [1], after: expect.any(String) });
  });

  test("of sets are pages of pages, ten levels deep", () => {
    const nested = (levels: number) => `Array.sequence(0, ${levels}).fold(7, (s, n) => Set.single(s))`;
    const depth = (value: unknown): number =>
      typeof value === "object" && value !== null ? 1 + depth((value as { data: unknown[] }).data[0]) : 0;
    expect(depth(answer(nested(10)))).toBe(10);
    expect(answer(nested(1)).data[0]).toBe(7);
    const deeper = answer(nested(12));
    expect(depth(deeper)).toBe(10);
    let innermost: unknown = deeper;
    while (typeof innermost === "object") innermost = (innermost as { data: unknown[] }).data[0];
    const page = bench.answer("Set.paginate(cursor)", { cursor: innermost as string });
    expect(JSON.parse(page.text)).toEqual({ data: [{ data: [7] }] });
  });

  test("in the pages of an equal set are cursors", () => {
    const query = "let s = f => [1, 2].toSet().map(_ => f(f))\ns(s)";
    expect(answer(query)).toEqual({ data: [expect.any(String), expect.any(String)] });
  });

  test("their errors have the frames of the place where they were built", () => {
    const { text, frames } = bench.answer("let s = [0].toSet().map(x => 1 / x)\n[s]");
    expect(text).toMatch(/^divide_by_zero/);
    expect(frames).toEqual(["x", "(x => 1 / x)"]);
  });
});

describe("documents in an answer", () => {
  test("are written in full", () => {
    expect(answer("shelves.toArray()")).toEqual([
      { id: "1", coll: "Shelf", ts: expect.any(String), kind: "poem", rank: 1 },
      { id: "2", coll: "Shelf", ts: expect.any(String), rank: 2 },
    ]);
  });

  test("that are not there are null", () => {
    bench.put({ id: 9 });
    const missing = bench.value("shelves.last()") as never as object;
    bench.remove(9);
    expect(answer("1")).toBe(1);
    expect(JSON.parse(bench.answer("[missing]", { missing: missing as never }).text)).toEqual([null]);
  });
});

describe("other values", () => {
  test("cursors and event sources are text", () => {
    expect(answer("[[1, 2].toSet().paginate(1).after, shelves.eventSource()]")).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
  });

  test("plain values stand for themselves", () => {
    expect(answer("{ a: [1, null, { b: true }], f: x => x }")).toEqual({
      a: [1, null, { b: true }],
      f: "[function <lambda>]",
    });
  });
});
