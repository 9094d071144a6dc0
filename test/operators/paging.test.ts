import { beforeEach, describe, expect, test } from "vitest";
import { SetCursor, type Struct, structGet } from "../../runtime/values/index.js";
import { Workbench } from "./workbench.js";

const INVALID = "invalid_cursor: Cursor cursor is invalid or expired.";

describe("when there is an after", () => {
  const bench = new Workbench();
  /** The sizes of the pages of `n`, and whether the last has none. */
  const sizes = (set: string, size: number) => {
    const query = `
      let step = (pages, cursor) => {
        let page = Set.paginate(cursor)
        { sizes: pages.append(page.data.length), after: page.after }
      }
      let first = (${set}).paginate(${size})
      Array.sequence(0, 10).fold({ sizes: [first.data.length], after: first.after }, (state, _) =>
        if (state.after == null) state else step(state.sizes, state.after)
      ).sizes`;
    return bench.run(query).text;
  };

  test.each([
    ["Set.sequence(0, 3)", 3, "[3]"],
    ["Set.sequence(0, 4)", 3, "[3, 1]"],
    ["[1, 2, 3, 4].toSet()", 2, "[2, 2]"],
    ["[].toSet()", 2, "[0]"],
    ["Set.single(1)", 1, "[1]"],
    ["Set.sequence(0, 9).map(x => x)", 4, "[4, 4, 1]"],
    ["Set.sequence(0, 9).take(4)", 2, "[2, 2]"],
    ["Set.sequence(0, 9).take(5)", 2, "[2, 2, 1]"],
    ["Set.sequence(0, 3).take(5)", 3, "[3]"],
    ["Set.sequence(0, 9).drop(5)", 2, "[2, 2]"],
    ["Set.sequence(0, 20).where(x => x < 16)", 16, "[16, 0]"],
    ["Set.sequence(0, 16).where(x => x < 16)", 16, "[16]"],
    ["Set.sequence(0, 16).where(x => x < 15)", 8, "[8, 7]"],
    ["Set.sequence(0, 20).where(x => x < 16).where(x => x < 5)", 16, "[5]"],
    ["[1].toSet().concat([].toSet())", 1, "[1, 0]"],
    ["[1].toSet().concat([2].toSet())", 1, "[1, 1]"],
    ["[1, 2].toSet().concat([3].toSet())", 3, "[3]"],
    ["[1, 2].toSet().flatMap(x => [x].toSet())", 1, "[1, 1]"],
    ["[1, 0].toSet().flatMap(x => [1].toSet().take(x))", 1, "[1, 0]"],
    ["[3, 1, 2].toSet().order()", 3, "[3]"],
    ["[3, 1, 2].toSet().order()", 2, "[2, 1]"],
    ["[3, 1, 3].toSet().distinct()", 2, "[2]"],
    ["Set.sequence(0, 9).take(3).reverse()", 2, "[2, 1]"],
    ["Set.sequence(0, 9).take(5).reverse().where(x => true)", 2, "[2, 2, 1]"],
  ])("%s by %i", (set, size, expected) => {
    expect(sizes(set, size)).toBe(expected);
  });
});

describe("page sizes", () => {
  const bench = new Workbench();
  test.each([
    ["Set.sequence(0, 50).paginate().data.length", "16"],
    ["Set.sequence(0, 50).pageSize(5).paginate().data.length", "5"],
    ["Set.sequence(0, 50).pageSize(5).paginate(7).data.length", "7"],
    ["Set.sequence(0, 50).pageSize(5).where(x => true).map(x => x).paginate().data.length", "5"],
    ["Set.sequence(0, 50).pageSize(5).take(9).drop(1).reverse().paginate().data.length", "5"],
    ["Set.sequence(0, 50).pageSize(5).order().distinct().paginate().data.length", "5"],
    ["Set.sequence(0, 50).pageSize(5).flatMap(x => [x].toSet()).paginate().data.length", "5"],
    ["Set.sequence(0, 50).pageSize(5).concat([1].toSet()).paginate().data.length", "16"],
    ["Set.sequence(0, 50).pageSize(5).pageSize(6).paginate().data.length", "6"],
    ["(Set.sequence(0, 50).pageSize(5) { x: 1 }).paginate().data.length", "5"],
    ["let p = [1, 2, 3].toSet().paginate(2); Set.paginate(p.after!).data", "[3]"],
    ["let p = Set.sequence(0, 9).paginate(2); Set.paginate(p.after!, 3).data", "[2, 3, 4]"],
    [
      "let p = Set.sequence(0, 9).paginate(2); let q = Set.paginate(p.after!, 3); Set.paginate(q.after!).data",
      "[5, 6, 7]",
    ],
    ["Object.keys([1].toSet().paginate())", `["data"]`],
    ["Object.keys([1, 2].toSet().paginate(1))", `["data", "after"]`],
    ["[1].toSet().paginate().after!", "null_value: Null value, due to missing field `after`"],
    ["[1, 2].toSet().paginate(1).after isa SetCursor", "true"],
  ])("%s", (query, expected) => {
    expect(bench.run(query).text).toBe(expected);
  });

  test.each([
    [
      "[1].toSet().paginate(0)",
      "invalid_bounds: expected `size` to be between 1 and 16000 (inclusive), received 0",
    ],
    [
      "[1].toSet().paginate(16001)",
      "invalid_bounds: expected `size` to be between 1 and 16000 (inclusive), received 16001",
    ],
    [
      "[1].toSet().pageSize(-1)",
      "invalid_bounds: expected `size` to be between 1 and 16000 (inclusive), received -1",
    ],
    [
      `Set.paginate("x", 0)`,
      "invalid_bounds: expected `size` to be between 1 and 16000 (inclusive), received 0",
    ],
    [
      `[1].toSet().paginate("x")`,
      "invalid_argument: expected arguments to `paginate` of type (Int), received (String)",
    ],
    [
      `Set.paginate("x", "y")`,
      "invalid_argument: expected arguments to `paginate` of type (Any, Int), received (String, String)",
    ],
    [`[1].toSet().pageSize("x")`, "invalid_argument: expected value for `size` of type Int, received String"],
    [`Set.paginate("nope")`, INVALID],
    [`Set.paginate("")`, INVALID],
    ["Set.paginate(1)", "invalid_argument: expected value for `cursor` of type String, received Int"],
  ])("%s", (query, expected) => {
    expect(bench.run(query).text).toBe(expected);
  });
});

describe("cursors outside of the query", () => {
  let bench: Workbench;
  beforeEach(() => {
    bench = new Workbench();
    bench.put(
      { id: 1, kind: "poem", rank: 1 },
      { id: 2, kind: "poem", rank: 2 },
      { id: 3, kind: "poem", rank: 3 },
    );
  });

  /** The first page's cursor, as clients get it. */
  const cursorOf = (set: string, size = 1): string => {
    const answer = JSON.parse(bench.answer(`(${set}).paginate(${size})`).text) as { after: string };
    return answer.after;
  };
  /** All further pages, in simple format. */
  const rest = (set: string, size = 1): unknown[] => {
    const elements: unknown[] = [];
    let after: string | undefined = cursorOf(set, size);
    while (after !== undefined) {
      const { text } = bench.answer("Set.paginate(cursor)", { cursor: after });
      const page = JSON.parse(text) as { data: unknown[]; after?: string };
      elements.push(...page.data);
      after = page.after;
    }
    return elements;
  };

  test.each([
    ["Set.sequence(0, 4)", [1, 2, 3]],
    ["[1, 2, 3].toSet().reverse()", [2, 1]],
    ["shelves.map(.rank)", [2, 3]],
    ["poems.map(.rank)", [2, 3]],
    ["poems.reverse().map(.rank)", [2, 1]],
    ["shelves.where(.rank > 1).map(.rank)", [3]],
    ["shelves.where(d => d.rank > 1).map(d => d.rank)", [3]],
    ["shelves.map(d => { let r = d.rank; r * 10 })", [20, 30]],
    [
      "shelves { rank, double: .rank * 2 }",
      [
        { rank: 2, double: 4 },
        { rank: 3, double: 6 },
      ],
    ],
    [
      "poems { rank, kind }",
      [
        { rank: 2, kind: "poem" },
        { rank: 3, kind: "poem" },
      ],
    ],
    ["let k = 7; poems { plus: k + .rank }", [{ plus: 9 }, { plus: 10 }]],
    ["let k = 7; shelves.map(d => d.rank + k)", [9, 10]],
    ["let k = 7; let f = x => x + k; shelves.map(d => f(d.rank))", [9, 10]],
    ["let f = Math.abs; shelves.map(d => f(d.rank))", [2, 3]],
    [`let f = "abc".at; shelves.map(d => f(d.rank - 1))`, ["b", "c"]],
    ["let f = abs => abs; let g = log; shelves.map(d => f(d.rank))", [2, 3]],
    ["let m = Math; shelves.map(d => m.abs(d.rank))", [2, 3]],
    ["let c = Shelf; shelves.map(d => d isa c)", [true, true]],
    ["let s = Set.sequence(5, 7); shelves.map(d => s.count())", [2, 2]],
    ["[1, 2].toSet().flatMap(x => Set.sequence(0, 2).map(y => x * 10 + y))", [11, 20, 21]],
    ["[3, 1, 2].toSet().order(desc(x => x))", [2, 1]],
    ["[3, 1, 3].toSet().distinct()", [3]],
    ["[1, 2].toSet().concat([3].toSet())", [2, 3]],
    ["Set.sequence(0, 9).drop(2).take(3)", [3, 4]],
    [
      "[1.5, 3000000000, Math.Infinity, null, true].toSet().map(x => x.toString())",
      ["3000000000", "Infinity", "null", "true"],
    ],
    [
      `[0, Time("2020-01-01T00:00:00.123Z"), Date("2020-01-01"), Bytes("aGk=")].toSet()`,
      ["2020-01-01T00:00:00.123Z", "2020-01-01", "aGk="],
    ],
    ["let i = ID(5); [1, 2].toSet().map(x => i == 5.toString())", [true]],
    [`[{ a: { "b c": [1] } }, { a: { "b c": [2] } }].toSet()`, [{ a: { "b c": [2] } }]],
  ])("%s", (set, expected) => {
    expect(rest(set.includes(";") ? `{ ${set.replaceAll("; ", "\n")} }` : set)).toEqual(expected);
  });

  test("pages keep the snapshot of the first, and can be read again", () => {
    const cursor = cursorOf("shelves.map(.rank)");
    bench.put({ id: 2, kind: "poem", rank: 20 });
    bench.remove(3);
    const page = () => bench.answer("Set.paginate(cursor, 9)", { cursor }).text;
    expect(page()).toBe(`{"data":[2,3]}`);
    expect(page()).toBe(`{"data":[2,3]}`);
  });

  test("plain documents of a page are rendered as they are now", () => {
    const cursor = cursorOf("shelves");
    bench.put({ id: 2, kind: "poem", rank: 20 });
    bench.remove(3);
    const page = JSON.parse(bench.answer("Set.paginate(cursor, 9)", { cursor }).text);
    expect(page.data).toMatchObject([{ rank: 20 }, null]);
  });

  test("the rest of an order is not read again", () => {
    const cursor = cursorOf("shelves.order(desc(.rank)).map(.rank)");
    bench.put({ id: 4, kind: "poem", rank: 0 });
    expect(bench.answer("Set.paginate(cursor, 9)", { cursor }).text).toBe(`{"data":[2,1]}`);
  });

  test("in the query that made it a cursor goes on in the present", () => {
    const page = bench.value("shelves.paginate(1)") as Struct;
    expect(structGet(page, "after")).toBeInstanceOf(SetCursor);
    expect((structGet(page, "after") as SetCursor).readAt).toBeUndefined();
    expect(bench.run("Set.paginate(shelves.paginate(1).after!.toString()).data.map(.rank)").text).toBe("[2]");
  });

  test("changed text is no cursor", () => {
    const cursor = cursorOf("shelves");
    for (const changed of [
      cursor.slice(0, -4),
      `${cursor.slice(0, 40)}A${cursor.slice(41)}`,
      `A${cursor.slice(1)}`,
      cursor.slice(4),
      `${cursor}AAAA`,
    ]) {
      if (changed === cursor) continue;
      expect(bench.run("Set.paginate(cursor)", { cursor: changed }).text).toBe(INVALID);
    }
  });

  test("the token of an event source is no cursor", () => {
    const cursor = JSON.parse(bench.answer("shelves.eventSource()").text) as string;
    expect(bench.run("Set.paginate(cursor)", { cursor }).text).toBe(INVALID);
  });

  test("errors in the code of a cursor show the call of paginate alone", () => {
    const cursor = cursorOf("[1, 0].toSet().map(x => 1 / x)");
    const { text, frames } = bench.run("Set.paginate(cursor)", { cursor });
    expect(text).toBe("divide_by_zero: Attempted integer division by zero.");
    expect(frames).toEqual(["(cursor)"]);
  });

  test("complaints about what the code of a cursor returned have no place", () => {
    const cursor = cursorOf("Set.sequence(0, 40).where(x => if (x < 20) true else 5)", 16);
    const { text, frames } = bench.run("Set.paginate(cursor)", { cursor });
    expect(text).toBe("type_mismatch: expected type: Boolean, received Int");
    expect(frames).toEqual([]);
  });

  test("cursors of cursors hold them as text", () => {
    const set = "[1, 2].toSet().map(x => Set.sequence(0, 9).paginate(2).after!).order()";
    const [text] = rest(set) as [string];
    expect(bench.run("Set.paginate(cursor).data", { cursor: text }).text).toBe("[2, 3]");
  });
});
