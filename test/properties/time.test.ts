import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addToDate,
  addToTime,
  subtractFromDate,
  subtractFromTime,
  timeDifference,
} from "../../runtime/stdlib/timeArithmetic.js";
import {
  CalendarDate,
  civilDayOf,
  compareTimes,
  dateText,
  epochDayOf,
  MAX_EPOCH_DAY,
  MIN_EPOCH_DAY,
  microsOf,
  nanosOf,
  parseDate,
  parseTime,
  Time,
  timeFromDate,
  timeFromMicros,
  timeFromNanos,
  timeFromSeconds,
  timeText,
} from "../../runtime/values/index.js";

const day = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.integer({ min: MIN_EPOCH_DAY, max: MAX_EPOCH_DAY }),
);
const time = fc.tuple(day, fc.integer({ min: 0, max: 86_399_999_999_999 })).map(([d, n]) => new Time(d, n));
const near = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 86_399_999_999_999 }))
  .map(([d, n]) => new Time(d, n));
const unit = fc.constantFrom(
  "days",
  "half day",
  "hours",
  "minute",
  "seconds",
  "milliseconds",
  "microsecond",
  "nanoseconds",
);

test("days and civil days are one to one", () => {
  fc.assert(
    fc.property(day, (d) => {
      expect(epochDayOf(civilDayOf(d))).toBe(d);
      expect(parseDate(dateText(d))).toEqual(new CalendarDate(d));
    }),
  );
});

test("instants come back from their text and from nanoseconds", () => {
  fc.assert(
    fc.property(time, (t) => {
      expect(parseTime(timeText(t))).toEqual(t);
      expect(timeFromNanos(nanosOf(t))).toEqual(t);
    }),
  );
});

test("an offset moves the instant", () => {
  fc.assert(
    fc.property(near, fc.integer({ min: -18 * 60, max: 18 * 60 }), (t, minutes) => {
      const sign = minutes < 0 ? "-" : "+";
      const [h, m] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
      const offset = `${sign}${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`;
      const local = timeText(addToTime(t, minutes, "minutes")).replace("Z", offset);
      expect(parseTime(local)).toEqual(t);
    }),
  );
});

test("subtracting takes back what was added, and the difference tells it", () => {
  fc.assert(
    fc.property(near, fc.integer(), unit, (t, amount, u) => {
      const later = addToTime(t, amount, u);
      expect(subtractFromTime(later, amount, u)).toEqual(t);
      expect(addToTime(t, -amount, u)).toEqual(subtractFromTime(t, amount, u));
      if (u !== "milliseconds") expect(Number(timeDifference(later, t, u))).toBe(amount + 0);
    }),
  );
});

test("order is that of nanoseconds", () => {
  fc.assert(
    fc.property(time, time, (a, b) => {
      const order = nanosOf(a) - nanosOf(b);
      expect(Math.sign(compareTimes(a, b))).toBe(order < 0n ? -1 : order > 0n ? 1 : 0);
    }),
  );
});

test("dates: adding and subtracting", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer(), (d, amount) => {
      const date = new CalendarDate(d);
      expect(subtractFromDate(addToDate(date, amount, "days"), amount, "days")).toEqual(date);
    }),
  );
});

test("micros, seconds and JS dates", () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), (micros) => {
      expect(microsOf(timeFromMicros(micros))).toBe(micros);
      const seconds = Math.floor(micros / 1_000_000);
      expect(nanosOf(timeFromSeconds(seconds, 7))).toBe(BigInt(seconds) * 1_000_000_000n + 7n);
    }),
  );
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true, min: new Date(0, 0), max: new Date(9999, 0) }), (date) => {
      expect(Date.parse(timeText(timeFromDate(date)))).toBe(date.getTime());
    }),
  );
});
