import { describe, expect, test } from "vitest";
import {
  CalendarDate,
  compareOperands,
  compareTotal,
  DocumentValue,
  Double,
  distinctKey,
  equals,
  FIRST_USER_COLLECTION,
  Id,
  ModuleValue,
  NATIVE,
  NULL,
  structOf,
  structuralEquals,
  Time,
  TRANSACTION_TIME,
  Uuid,
  type Value,
} from "../../runtime/values/index.js";

const C = FIRST_USER_COLLECTION;
const here = new DocumentValue(C, "1");
const gone = new DocumentValue(C, "2");
const exists = (document: DocumentValue) => document.id === "1";
const eq = (a: Value, b: Value) => equals(a, b, exists);

describe("== of documents, spec/04 §3", () => {
  test("a document that does not exist equals null, on either side and inside arrays", () => {
    expect(eq(NULL, gone)).toBe(true);
    expect(eq(gone, NULL)).toBe(true);
    expect(eq([NULL], [gone])).toBe(true);
    expect(eq(here, NULL)).toBe(false);
  });
  test("documents are told apart by collection and id, not by time", () => {
    expect(eq(here, new DocumentValue(C, "1", 5))).toBe(true);
    expect(eq(here, new DocumentValue(C + 1, "1"))).toBe(false);
    expect(eq(gone, new DocumentValue(C, "3"))).toBe(false);
    expect(eq(here, new Id("1"))).toBe(false);
  });
  test("definitions that nobody has, by name", () => {
    const a = new DocumentValue(NATIVE.Role, "", undefined, "a");
    expect(eq(a, new DocumentValue(NATIVE.Role, "", undefined, "a"))).toBe(true);
    expect(eq(a, new DocumentValue(NATIVE.Role, "", undefined, "b"))).toBe(false);
  });
});

describe("structural equality, spec/05 §6", () => {
  test.each<[Value, Value, boolean]>([
    [1, new Double(1), true],
    [new Double(Number.NaN), new Double(Number.NaN), false],
    [new Double(-0), 0, true],
    [new Id("1"), "1", true],
    ["1", new Id("1"), true],
    [new Id("1"), "01", false],
    [new Id("1"), 1, false],
    [NULL, gone, false],
    [[1, [2n]], [1, [2]], true],
    [
      structOf([
        ["a", 1],
        ["b", 2],
      ]),
      structOf([
        ["b", 2],
        ["a", 1],
      ]),
      true,
    ],
    [
      structOf([["a", 1]]),
      structOf([
        ["a", 1],
        ["b", 2],
      ]),
      false,
    ],
    [new ModuleValue("Math"), new ModuleValue("Math"), true],
    [new ModuleValue("Schema", "FQL"), new ModuleValue("Schema"), false],
    [TRANSACTION_TIME, TRANSACTION_TIME, true],
    [new Time(1, 2), new Time(1, 2), true],
    [new Time(1, 2), new CalendarDate(1), false],
  ])("%o and %o", (a, b, expected) => {
    expect(structuralEquals(a, b)).toBe(expected);
  });

  test("distinct moreover keeps representations apart", () => {
    expect(distinctKey(1)).not.toBe(distinctKey(new Double(1)));
    expect(distinctKey(1)).not.toBe(distinctKey(1n));
    expect(distinctKey("1")).not.toBe(distinctKey(new Id("1")));
    expect(distinctKey([new Double(Number.NaN)])).toBeUndefined();
    expect(
      distinctKey(
        structOf([
          ["a", 1],
          ["b", 2],
        ]),
      ),
    ).toBe(
      distinctKey(
        structOf([
          ["b", 2],
          ["a", 1],
        ]),
      ),
    );
  });
});

describe("order, spec/04 §4", () => {
  const high = new Uuid("80000000-0000-0000-0000-000000000000");
  const low = new Uuid("00000000-0000-0000-0000-000000000001");
  test("halves of UUIDs are signed", () => {
    expect(compareTotal(high, low)).toBeLessThan(0);
    expect(compareTotal(new Uuid("00000000-0000-0000-8000-000000000000"), low)).toBeLessThan(0);
  });
  test("operators compare documents by id first, order() by collection first", () => {
    const a = new DocumentValue(C, "10");
    const b = new DocumentValue(C + 1, "9");
    expect(compareOperands(a, b)).toBeGreaterThan(0);
    expect(compareTotal(a, b)).toBeLessThan(0);
  });
  test("unrelated kinds do not compare", () => {
    expect(compareOperands("a", 1)).toBeUndefined();
    expect(compareOperands(NULL, gone)).toBeUndefined();
    expect(compareOperands(new Id("9"), "x")).toBeUndefined();
  });
  test("negative ids", () => {
    expect(compareTotal(new Id("-10"), new Id("-9"))).toBeLessThan(0);
    expect(compareTotal(new Id("-1"), new Id("0"))).toBeLessThan(0);
  });
  test("modules with a parent stand after those without", () => {
    expect(compareTotal(new ModuleValue("A", "Z"), new ModuleValue("B"))).toBeGreaterThan(0);
  });
});
