import fc from "fast-check";
import {
  Bytes,
  CalendarDate,
  DocumentValue,
  Double,
  FIRST_USER_COLLECTION,
  Id,
  ModuleValue,
  NULL,
  structOf,
  Time,
  TRANSACTION_TIME,
  Uuid,
  type Value,
} from "../../runtime/values/index.js";

/** Few of each, so that equal ones meet. */
export const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.bigInt({ min: -3n, max: 3n }),
  fc.constantFrom(0, -0, 1, 1.5, Number.NaN, Infinity).map((n) => new Double(n)),
  fc.string({ unit: fc.constantFrom("a", "B", "é", "1"), maxLength: 2 }),
  fc.boolean(),
  fc.constant(NULL),
  fc.integer({ min: -12, max: 12 }).map((n) => new Id(String(n))),
  fc.uint8Array({ maxLength: 2, max: 2 }).map((bytes) => new Bytes(bytes)),
  fc.integer({ min: -2, max: 2 }).map((day) => new Time(day, 0)),
  fc.integer({ min: -2, max: 2 }).map((day) => new CalendarDate(day)),
  fc.constant(TRANSACTION_TIME),
  fc.uuid().map((text) => new Uuid(text)),
  fc
    .tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 11 }))
    .map(([collection, id]) => new DocumentValue(FIRST_USER_COLLECTION + collection, String(id))),
  fc.constantFrom("Math", "Time").map((name) => new ModuleValue(name)),
);

/** Scalars, arrays and objects of them. */
export const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom("a", "b", "1", "__proto__"), tie("value")), {
        selector: ([key]) => key,
        maxLength: 3,
      })
      .map(structOf),
  ),
})).value;
