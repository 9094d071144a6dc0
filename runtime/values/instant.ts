import type { Timestamp } from "./document.js";
import { Time } from "./scalars.js";

/** Units of time in nanoseconds. */
export const NANOS_PER_DAY = 86_400_000_000_000;
const NANOS_PER_SECOND = 1_000_000_000;
const MICROS_PER_DAY = 86_400_000_000;
const DAY = BigInt(NANOS_PER_DAY);

/** The instant of a transaction. */
export function timeFromMicros(micros: Timestamp): Time {
  const day = Math.floor(micros / MICROS_PER_DAY);
  return new Time(day, (micros - day * MICROS_PER_DAY) * 1000);
}

/** Whole microseconds since 1970, rounded down: the transaction time at or before an instant. */
export function microsOf(time: Time): Timestamp {
  return time.epochDay * MICROS_PER_DAY + Math.floor(time.nanoOfDay / 1000);
}

/** An instant by whole seconds since 1970 and nanoseconds 0…999,999,999. */
export function timeFromSeconds(seconds: number, nanos = 0): Time {
  const day = Math.floor(seconds / 86_400);
  return new Time(day, (seconds - day * 86_400) * NANOS_PER_SECOND + nanos);
}

/** Nanoseconds since 1970, exact. */
export function nanosOf(time: Time): bigint {
  return BigInt(time.epochDay) * DAY + BigInt(time.nanoOfDay);
}

/** An instant by nanoseconds since 1970, of any size. */
export function timeFromNanos(nanos: bigint): Time {
  const rest = ((nanos % DAY) + DAY) % DAY;
  return new Time(Number((nanos - rest) / DAY), Number(rest));
}

export function compareTimes(a: Time, b: Time): number {
  return a.epochDay - b.epochDay || a.nanoOfDay - b.nanoOfDay;
}

/** The instant of a JS date: whole milliseconds. */
export function timeFromDate(date: Date): Time {
  const millis = date.getTime();
  const day = Math.floor(millis / 86_400_000);
  return new Time(day, (millis - day * 86_400_000) * 1_000_000);
}
