import type { QueryFailure } from "../../compiler/index.js";
import {
  dateTooEarly,
  dateTooLate,
  invalidDateUnit,
  invalidTimeUnit,
  timeTooEarly,
  timeTooLate,
} from "../problems/scalars.js";
import {
  CalendarDate,
  Double,
  epochDayOf,
  fitsLong,
  MAX_EPOCH_DAY,
  MAX_YEAR,
  MIN_EPOCH_DAY,
  type NumberValue,
  nanosOf,
  narrow,
  type Time,
  timeFromNanos,
  toLong,
  wholeDigits,
} from "../values/index.js";

const SECOND = 1_000_000_000n;

/** spec/04 §13.3 */
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ["day", 86_400n * SECOND],
  ["half day", 43_200n * SECOND],
  ["hour", 3_600n * SECOND],
  ["minute", 60n * SECOND],
  ["second", SECOND],
  ["millisecond", 1_000_000n],
  ["microsecond", 1_000n],
  ["nanosecond", 1n],
]);

/** White space as Java trims it: everything up to the space. */
function trimmed(text: string): string {
  return text.replace(/^[\0- ]+|[\0- ]+$/g, "");
}

/** The length of a unit in nanoseconds. */
function unitNanos(unit: string): bigint {
  const name = trimmed(unit);
  const nanos = UNITS.get(name) ?? (name.endsWith("s") ? UNITS.get(name.slice(0, -1)) : undefined);
  if (nanos === undefined) throw invalidTimeUnit(unit);
  return nanos;
}

const DAY = 86_400n * SECOND;
/** Results are years of up to nine digits. */
const MIN_RESULT = BigInt(MIN_EPOCH_DAY) * DAY;
const MAX_RESULT = (BigInt(MAX_EPOCH_DAY) + 1n) * DAY - 1n;
/** Java's instants reach one year further on both sides; beyond them arithmetic overflows. */
const MIN_INSTANT = BigInt(epochDayOf({ year: -MAX_YEAR - 1, month: 1, day: 1 })) * DAY;
const MAX_INSTANT = BigInt(epochDayOf({ year: MAX_YEAR + 2, month: 1, day: 1 })) * DAY - 1n;

/** spec/04 §13.5 */
export function addToTime(time: Time, amount: NumberValue, unit: string): Time {
  return shift(time, amount, unit, true);
}

export function subtractFromTime(time: Time, amount: NumberValue, unit: string): Time {
  return shift(time, amount, unit, false);
}

function shift(time: Time, amount: NumberValue, unit: string, forward: boolean): Time {
  const length = unitNanos(unit);
  if (!(amount instanceof Double)) return moved(time, BigInt(amount) * length, forward);
  const opposite = amount.value < 0;
  const size = Math.abs(amount.value);
  const onward = opposite !== forward;
  if (!Number.isFinite(size)) throw overflow(onward);
  const whole = Math.floor(size);
  const rest = BigInt(Math.trunc((size - whole) * Number(length)));
  return moved(time, BigInt(wholeDigits(whole)) * length + rest, onward);
}

function moved(time: Time, nanos: bigint, forward: boolean): Time {
  const result = nanosOf(time) + (forward ? nanos : -nanos);
  if (result < MIN_INSTANT || result > MAX_INSTANT) throw overflow(forward);
  if (result < MIN_RESULT) throw timeTooEarly();
  if (result > MAX_RESULT) throw timeTooLate();
  return timeFromNanos(result);
}

/** What overflows is told by the direction of the operation, not by that of the result. */
function overflow(forward: boolean): QueryFailure {
  return forward ? timeTooLate() : timeTooEarly();
}

/** `Time.epoch`. spec/04 §13.1 */
export function timeFromEpoch(offset: NumberValue, unit: string): Time {
  const length = unitNanos(unit);
  if (offset instanceof Double) {
    const product = offset.value * Number(length);
    if (!Number.isFinite(product)) return timeFromNanos(MAX_INSTANT);
    return inRange(BigInt(Math.round(product)));
  }
  return inRange(BigInt(offset) * length);
}

function inRange(nanos: bigint): Time {
  if (nanos < MIN_INSTANT) throw timeTooEarly();
  if (nanos > MAX_INSTANT) throw timeTooLate();
  return timeFromNanos(nanos);
}

/** Whole units from `start` to `end`, toward zero. spec/04 §13.4 */
export function timeDifference(end: Time, start: Time, unit: string): number | bigint {
  const length = unitNanos(unit);
  if (length === 1_000_000n)
    return narrowed(floorDivide(nanosOf(end), length) - floorDivide(nanosOf(start), length));
  return narrowed((nanosOf(end) - nanosOf(start)) / length);
}

/** Whole units since 1970, rounded down. */
export function unitsSinceEpoch(time: Time, length: bigint): bigint {
  return floorDivide(nanosOf(time), length);
}

/** A count of units, which must fit 64 bits. */
export function narrowed(count: bigint): number | bigint {
  if (!fitsLong(count)) throw count < 0n ? timeTooEarly() : timeTooLate();
  return narrow(count);
}

function floorDivide(n: bigint, divisor: bigint): bigint {
  const quotient = n / divisor;
  return n % divisor < 0n ? quotient - 1n : quotient;
}

/** spec/04 §14 */
export function addToDate(date: CalendarDate, amount: NumberValue, unit: string): CalendarDate {
  return dateAt(BigInt(date.epochDay) + days(amount, unit));
}

export function subtractFromDate(date: CalendarDate, amount: NumberValue, unit: string): CalendarDate {
  return dateAt(BigInt(date.epochDay) - days(amount, unit));
}

function days(amount: NumberValue, unit: string): bigint {
  const name = trimmed(unit);
  if (name !== "day" && name !== "days") throw invalidDateUnit(unit);
  return amount instanceof Double ? toLong(new Double(Math.floor(amount.value + 0.5))) : BigInt(amount);
}

function dateAt(epochDay: bigint): CalendarDate {
  if (epochDay < BigInt(MIN_EPOCH_DAY)) throw dateTooEarly();
  if (epochDay > BigInt(MAX_EPOCH_DAY)) throw dateTooLate();
  return new CalendarDate(Number(epochDay));
}
