import { beforeEach, describe, expect, test } from "vitest";
import { FULL_ACCESS } from "../../runtime/call/index.js";
import { documentsSet, toElements } from "../../runtime/operators/index.js";
import { type DocumentValue, timeFromMicros } from "../../runtime/values/index.js";
import { SHELF, Workbench } from "./workbench.js";

let bench: Workbench;
let before: { then: ReturnType<typeof timeFromMicros> };

beforeEach(() => {
  bench = new Workbench();
  const time = bench.put({ id: 1, kind: "poem", rank: 1 }, { id: 2, kind: "poem", rank: 2 });
  before = { then: timeFromMicros(time) };
  bench.put({ id: 2, kind: "poem", rank: 20 }, { id: 3, kind: "poem", rank: 3 });
});

describe("at", () => {
  test.each([
    ["sets built inside keep the time", "(at (then) shelves.map(x => x)).map(.rank).toArray()", "[1, 20, 3]"],
    ["sets built outside are read at the time", "at (then) shelves.count()", "2"],
    ["their documents keep it", "(at (then) shelves.toArray()).map(.rank)", "[1, 2]"],
    ["an index too", "(at (then) poems.toArray()).map(.rank)", "[1, 2]"],
    [
      "lambdas attached outside look at the present",
      "let s = shelves.map(d => shelves.count()); at (then) s.toArray()",
      "[3, 3]",
    ],
    [
      "lambdas attached inside look at the time, wherever the set is consumed",
      "let s = at (then) Set.single(0).map(d => shelves.count()); s.first()",
      "2",
    ],
  ])("%s", (_title, query, expected) => {
    expect(bench.run(query.replace("; ", "\n"), before).text).toBe(expected);
  });

  test("times tell sets apart", () => {
    const query = "let f = x => x\nlet s = [1].toSet()\n(at (then) s.map(f)) == s.map(f)";
    expect(bench.run(query, before).text).toBe("false");
  });
});

describe("sources", () => {
  test("what is past its time to live is left out, and pages stay full", () => {
    const ttl = timeFromMicros(1);
    bench.put({ id: 1, kind: "poem", rank: 1, ttl }, { id: 4, kind: "poem", rank: 9, ttl });
    expect(bench.run("shelves.map(.id).toArray()").text).toBe(`[ID("2"), ID("3")]`);
    expect(bench.run("poems.map(.id).toArray()").text).toBe(`[ID("3"), ID("2")]`);
    expect(bench.run("shelves.reverse().paginate(2).data.map(.id)").text).toBe(`[ID("3"), ID("2")]`);
    expect(bench.run("at (then) shelves.count()", before).text).toBe("2");
  });

  test("what the caller may not read is left out", () => {
    bench.within((run) => {
      run.access = { ...FULL_ACCESS, mayRead: (document) => document.id !== "2" };
      const ids = toElements(run, documentsSet(run, SHELF)).map((each) => (each as DocumentValue).id);
      expect(ids).toEqual(["1", "3"]);
    });
  });

  test("ranges of ids", () => {
    bench.put({ id: 10 });
    bench.within((run) => {
      const ids = (from?: string, to?: string) =>
        toElements(run, documentsSet(run, SHELF, { from, to })).map((each) => (each as DocumentValue).id);
      expect(ids("2")).toEqual(["2", "3", "10"]);
      expect(ids("2", "9")).toEqual(["2", "3"]);
      expect(ids(undefined, "1")).toEqual(["1"]);
      expect(ids("9", "2")).toEqual([]);
    });
  });
});
