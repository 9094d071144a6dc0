import { describe, expect, test } from "vitest";
import { World } from "./world.js";

const shelf = () => World.of('Collection.create({ name: "S" })');

// spec/06 §9.2
describe("time to live", () => {
  test("a document is gone at its ttl, also from sets, and its id is free", () => {
    const db = shelf();
    db.run("S.create({ id: 1, ttl: Time.now().add(1, 'second') })");
    expect(db.run("[S(1).exists(), S.all().count()]")).toEqual([true, 1]);
    db.run("S(1)!.update({ ttl: Time.now().subtract(1, 'second') })");
    expect(db.run("[S(1).exists(), S.all().count(), S(1) == null]")).toEqual([false, 0, true]);
    expect(db.run("S.create({ id: 1, a: 1 }).a")).toBe(1);
  });
  test("update keeps it, replace removes it, null removes it", () => {
    const db = shelf();
    const create = "let d = S.create({ ttl: Time.now().add(1, 'day') });";
    expect(db.run(`${create} d.update({ a: 1 }).ttl == null`)).toBe(false);
    expect(db.run(`${create} d.updateData({ a: 1 }).ttl == null`)).toBe(false);
    expect(db.run(`${create} d.replace({ a: 1 }).ttl == null`)).toBe(true);
    expect(db.run(`${create} d.replaceData({ a: 1 }).ttl == null`)).toBe(true);
    expect(db.run(`${create} d.update({ ttl: null }).ttl == null`)).toBe(true);
  });
  test("ttl_days sets it anew at each write that does not name it", () => {
    const db = World.of('Collection.create({ name: "S", ttl_days: 2 })');
    expect(db.run("S.create({}).ttl == Time.now().add(2, 'days')")).toBe(true);
    expect(
      db.run("S.create({ ttl: Time.now().add(9, 'days') }).update({}).ttl == Time.now().add(2, 'days')"),
    ).toBe(true);
    expect(db.run("S.create({ ttl: null }).ttl == null")).toBe(true);
    expect(db.run("S.create({}).replaceData({}).ttl == Time.now().add(2, 'days')")).toBe(true);
  });
});

// spec/06 §9.3, §9.4
describe("history", () => {
  test("documents and what is reached through them are read at the time", () => {
    const db = shelf();
    db.run("S.create({ id: 1, n: 1 }); S.create({ id: 2, to: S(1) })");
    const before = db.run("Time.now().toString()");
    db.run("S(1)!.update({ n: 2 }); S(2)!.delete()");
    expect(db.run(`let d = at (Time("${before}")) { S(2)! }; [d.to.n, S(2).exists()]`)).toEqual([1, false]);
    expect(db.run(`let d = S(1)!; [at (Time("${before}")) { d.n }, d.n]`)).toEqual([1, 2]);
    expect(db.run(`at (Time("${before}")) { S.all().map(.n).toArray() }`)).toEqual([1, null]);
    expect(db.fails(`at (Time("${before}")) { S(1)!.update({}) }`)).toBe(
      "invalid_write: Cannot write at a snapshot time in the past.",
    );
    expect(
      db.run(`let d = at (Time("${before}")) { S(1)! }; let w = d.update({ m: 1 }); [w.n, S(1)!.n, S(1)!.m]`),
    ).toEqual([1, 2, 1]);
    expect(db.fails(`let d = at (Time("${before}")) { S(2)! }; d.update({ m: 1 })`)).toBe(
      "document_not_found: Collection `S` does not contain document with id 2.",
    );
  });
  test("what is older than is kept cannot be read, which ends the whole query", () => {
    const db = shelf();
    db.run("S.create({ id: 1, n: 1 })");
    const query = "at (Time.now().subtract(16, 'minutes')) { S(1).exists() }";
    expect(db.fails(query)).toMatch(
      /^invalid_request: Requested timestamp \S+Z less than minimum allowed timestamp \S+Z\.$/,
    );
    expect(db.place(query)).toBe(undefined);
    expect(db.run("at (Time.now().subtract(14, 'minutes')) { S(1).exists() }")).toBe(false);
  });
});

// spec/06 §9.5, §2.2
describe("ts", () => {
  test("is the transaction's own time until the commit, one for the whole query", () => {
    const db = shelf();
    expect(
      db.run(
        "let d = S.create({ at: TransactionTime() }); [d.ts isa Time, d.ts == TransactionTime(), d.at == d.ts]",
      ),
    ).toEqual([false, true, true]);
    db.run("S.create({ id: 1, xs: [{ at: TransactionTime() }] }); S.create({ id: 2 })");
    expect(db.run("[S(1)!.ts == S(2)!.ts, S(1)!.xs[0].at == S(1)!.ts]")).toEqual([true, true]);
  });
  test("a reference taken earlier shows the new state", () => {
    expect(shelf().run("let d = S.create({ n: 1 }); d.update({ n: 2 }); d.n")).toBe(2);
  });
  test("update({}) writes a new version", () => {
    const db = shelf();
    db.run("S.create({ id: 1 })");
    const first = db.run("S(1)!.ts");
    db.run("S(1)!.update({})");
    expect(db.run("S(1)!.ts")).not.toEqual(first);
  });
});

// spec/06 §4
describe("ids", () => {
  const FAILED = "constraint_failure: Failed to create document in collection `S`.";
  const refused: readonly (readonly [string, string])[] = [
    ["null", "id: Missing required field of type ID | String | Long"],
    ["-1", "id: id must be nonnegative"],
    ['"-1"', "id: id must be nonnegative"],
    ['"taco"', "id: Expected ID | String | Long, provided String"],
    ["{ x: 1 }", "id: Expected ID | String | Long, provided { x: Int }"],
    ["1.0", "id: Expected ID | String | Long, provided Double"],
  ];
  test.each(refused)("%s is none", (id, failure) =>
    expect(shelf().fails(`S.create({ id: ${id} })`)).toBe(`${FAILED}\n${failure}`),
  );
  test("are used once, and again after a deletion", () => {
    const db = shelf();
    expect(db.fails("S.create({ id: 5 }); S.create({ id: 5 })")).toBe(
      "document_id_exists: Collection `S` already contains document with id 5.",
    );
    expect(db.run("S.create({ id: 5, n: 1 }).delete(); S.create({ id: 5, n: 2 }).n")).toBe(2);
  });
  test("are generated where createData is given one", () => {
    expect(shelf().run("let d = S.createData({ id: 5 }); [d.id == 5, d.data.id]")).toEqual([false, 5]);
  });
});

// spec/06 §5, spec/05 §2.3
describe("missing documents", () => {
  const failures: readonly (readonly [string, string, string])[] = [
    ["S(1).f", "document_not_found: Collection `S` does not contain document with id 1.", "(1)"],
    ["S(1).update({})", "document_not_found: Collection `S` does not contain document with id 1.", "(1)"],
    ["S(1)!", "document_not_found: Collection `S` does not contain document with id 1.", "(1)!"],
    ["let d = S.create({}).delete(); d.f", "invalid_null_access: Cannot access `f` on null.", "f"],
    ['Role.byName("x").privileges', "document_not_found: Role `x` not found.", '("x")'],
  ];
  test.each(failures)("%s", (query, failure, place) => {
    const db = shelf();
    expect(db.fails(query)).toBe(failure);
    expect(db.place(query)).toBe(place);
  });
  test("a second delete of the same reference does not find it", () => {
    expect(shelf().fails("let d = S.create({ id: 1 }); d.delete(); d.delete()")).toBe(
      "document_not_found: Collection `S` does not contain document with id 1.",
    );
  });
  test("names of missing definitions are kept", () => {
    expect(shelf().run('[Collection.byName("Ghost").name, Collection.byName("Ghost").exists()]')).toEqual([
      "Ghost",
      false,
    ]);
  });
});
