import { type CivilDay, civilDayOf, epochDayOf, MAX_YEAR, monthLength } from "./calendar.js";
import { NANOS_PER_DAY } from "./instant.js";
import { CalendarDate, Time } from "./scalars.js";

const DATE = "(-[0-9]{4,10}|\\+[0-9]{5,10}|[0-9]{4})-([0-9]{2})-([0-9]{2})";
const CLOCK = "([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{0,9}))?)?";
const OFFSET = "(?:[Zz]|([+-])([0-9]{2})(?::([0-9]{2})(?::([0-9]{2}))?|([0-9]{2})))";
const DATE_TEXT = new RegExp(`^${DATE}$`);
const TIME_TEXT = new RegExp(`^${DATE}[Tt]${CLOCK}${OFFSET}$`);

/** Reads `2020-01-01`; the day must exist. spec/04 §14 */
export function parseDate(text: string): CalendarDate | undefined {
  const match = DATE_TEXT.exec(text);
  const day = match === null ? undefined : civilDay(match[1]!, match[2]!, match[3]!);
  if (day === undefined || day.day > monthLength(day.year, day.month)) return undefined;
  return new CalendarDate(epochDayOf(day));
}

/** Reads `2020-01-01T00:00:00.5+02:00`; a day past the end of its month is that end. spec/04 §13.1 */
export function parseTime(text: string): Time | undefined {
  const match = TIME_TEXT.exec(text);
  if (match === null) return undefined;
  const day = civilDay(match[1]!, match[2]!, match[3]!);
  const nanos = clockNanos(match[4]!, match[5]!, match[6] ?? "0", match[7] ?? "");
  const offset = offsetSeconds(match[8], match[9], match[10] ?? match[12], match[11]);
  if (day === undefined || nanos === undefined || offset === undefined) return undefined;
  const clamped = { ...day, day: Math.min(day.day, monthLength(day.year, day.month)) };
  return instant(epochDayOf(clamped), nanos - offset * 1_000_000_000);
}

function civilDay(yearText: string, monthText: string, dayText: string): CivilDay | undefined {
  const year = Number(yearText);
  const month = Number(monthText);
  const day = Number(dayText);
  if (yearText.startsWith("-") && year === 0) return undefined;
  if (Math.abs(year) > MAX_YEAR || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return { year, month, day };
}

function clockNanos(hour: string, minute: string, second: string, fraction: string): number | undefined {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  const nanos = Number(fraction.padEnd(9, "0"));
  if (h === 24 && m === 0 && s === 0 && nanos === 0) return NANOS_PER_DAY;
  if (h > 23 || m > 59 || s > 59) return undefined;
  return ((h * 60 + m) * 60 + s) * 1_000_000_000 + nanos;
}

function offsetSeconds(
  sign: string | undefined,
  hour: string | undefined,
  minute = "0",
  second = "0",
): number | undefined {
  if (sign === undefined) return 0;
  const [m, s] = [Number(minute), Number(second)];
  const seconds = (Number(hour) * 60 + m) * 60 + s;
  if (m > 59 || s > 59 || seconds > 18 * 3600) return undefined;
  return sign === "-" ? -seconds : seconds;
}

/** The instant of nanoseconds before, within or after a day. */
function instant(epochDay: number, nanos: number): Time {
  const days = Math.floor(nanos / NANOS_PER_DAY);
  return new Time(epochDay + days, nanos - days * NANOS_PER_DAY);
}

/** `2020-05-06`, `+12345-01-01`. spec/04 §13.2, §14 */
export function dateText(epochDay: number): string {
  const { year, month, day } = civilDayOf(epochDay);
  return `${yearText(year)}-${pad(month)}-${pad(day)}`;
}

/** `2020-05-06T07:08:00.500Z` spec/04 §13.2 */
export function timeText(time: Time): string {
  const nanos = time.nanoOfDay % 1_000_000_000;
  const seconds = (time.nanoOfDay - nanos) / 1_000_000_000;
  const clock = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return `${dateText(time.epochDay)}T${clock}${fractionText(nanos)}Z`;
}

/** None, or 3, 6 or 9 digits. */
function fractionText(nanos: number): string {
  if (nanos === 0) return "";
  const digits = String(nanos).padStart(9, "0");
  if (nanos % 1_000_000 === 0) return `.${digits.slice(0, 3)}`;
  return nanos % 1000 === 0 ? `.${digits.slice(0, 6)}` : `.${digits}`;
}

function yearText(year: number): string {
  const digits = String(Math.abs(year)).padStart(4, "0");
  return year < 0 ? `-${digits}` : year > 9999 ? `+${digits}` : digits;
}

function pad(n: number): string {
  return String(n).padStart(2, "0");
}
