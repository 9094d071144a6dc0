import { expect, test } from "vitest";
import {
  civilDayOf,
  dateText,
  dayOfWeek,
  dayOfYear,
  epochDayOf,
  MAX_EPOCH_DAY,
  MIN_EPOCH_DAY,
  monthLength,
} from "../../runtime/values/index.js";

test("every day of four centuries follows the one before", () => {
  let day = { year: 1599, month: 12, day: 31 };
  const first = epochDayOf(day);
  for (let epochDay = first + 1; epochDay < first + 146_099; epochDay++) {
    const next = civilDayOf(epochDay);
    const monthEnds = day.day === monthLength(day.year, day.month);
    expect(next.day).toBe(monthEnds ? 1 : day.day + 1);
    expect(epochDayOf(next)).toBe(epochDay);
    day = next;
  }
});

test("JS dates agree where they reach", () => {
  for (let epochDay = -1_000_000; epochDay < 1_000_000; epochDay += 997) {
    const date = new Date(epochDay * 86_400_000);
    const { year, month, day } = civilDayOf(epochDay);
    expect([year, month, day]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
    expect(dayOfWeek(epochDay) % 7).toBe(date.getUTCDay());
  }
});

test("the bounds", () => {
  expect(dateText(MIN_EPOCH_DAY)).toBe("-999999999-01-01");
  expect(dateText(MAX_EPOCH_DAY)).toBe("+999999999-12-31");
  expect(dayOfYear(MAX_EPOCH_DAY)).toBe(365);
});
