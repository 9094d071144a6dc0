import { describe } from "vitest";
import { checks } from "../support/checks.js";

const NOT_A_TIME = (text: string) => `invalid_time: \`${text}\` is not a valid time.`;
const NOT_A_DATE = (text: string) => `invalid_date: \`${text}\` is not a valid date.`;
const TOO_LATE = "invalid_time: Time exceeds the maximum value.";
const TOO_EARLY = "invalid_time: Time exceeds the minimum value.";

describe("construction, spec/04 §13.1", () => {
  checks([
    [`Time("2020-05-06T07:08Z")`, `Time("2020-05-06T07:08:00Z")`],
    [`Time("2020-05-06t07:08:09.5z")`, `Time("2020-05-06T07:08:09.500Z")`],
    [`Time("2020-05-06T07:08:09.Z")`, `Time("2020-05-06T07:08:09Z")`],
    [`Time("2020-05-06T07:08:09.123456789Z")`, `Time("2020-05-06T07:08:09.123456789Z")`],
    [`Time("2020-05-06T07:08:09.123400Z")`, `Time("2020-05-06T07:08:09.123400Z")`],
    [`Time("2020-01-01T00:00:00+02:00")`, `Time("2019-12-31T22:00:00Z")`],
    [`Time("2020-01-01T00:00:00-0230")`, `Time("2020-01-01T02:30:00Z")`],
    [`Time("2020-01-01T00:00:00+01:00:30")`, `Time("2019-12-31T22:59:30Z")`],
    [`Time("2021-02-30T00:00:00Z")`, `Time("2021-02-28T00:00:00Z")`],
    [`Time("2020-02-31T00:00:00Z")`, `Time("2020-02-29T00:00:00Z")`],
    [`Time("2020-12-31T24:00Z")`, `Time("2021-01-01T00:00:00Z")`],
    [`Time("+12345-01-01T00:00:00Z")`, `Time("+12345-01-01T00:00:00Z")`],
    [`Time("-0044-03-15T00:00:00Z")`, `Time("-0044-03-15T00:00:00Z")`],
    [`Time("+999999999-12-31T23:59:59.999999999Z")`, `Time("+999999999-12-31T23:59:59.999999999Z")`],
    ...[
      "2020-01-01 00:00:00Z",
      "2020-01-01T00:00:00",
      "2020-01-01T00:00:00+02",
      "2020-01-01T00:00:60Z",
      "2020-01-01T24:00:01Z",
      "2020-01-01T25:00Z",
      "2020-01-01T00:60Z",
      "2020-13-01T00:00Z",
      "2020-00-01T00:00Z",
      "2020-01-32T00:00Z",
      "2020-01-00T00:00Z",
      "2020-1-01T00:00Z",
      "2020-01-01",
      " 2020-01-01T00:00Z",
      "2020-01-01T00:00:00.1234567891Z",
      "2020-01-01T00:00:00+18:01",
      "+2020-01-01T00:00Z",
      "12345-01-01T00:00Z",
      "-0000-01-01T00:00Z",
      "+1000000000-01-01T00:00Z",
      "",
    ].map((text) => [`Time("${text}")`, NOT_A_TIME(text)] as const),
    [`Time(1)`, "invalid_argument: expected value for `time` of type String, received Int"],
    [`Time.epoch(0, "days")`, `Time("1970-01-01T00:00:00Z")`],
    [`Time.epoch(-1, "nanosecond")`, `Time("1969-12-31T23:59:59.999999999Z")`],
    [`Time.epoch(1.5, "nanoseconds")`, `Time("1970-01-01T00:00:00.000000002Z")`],
    [`Time.epoch(-1.5, "nanoseconds")`, `Time("1969-12-31T23:59:59.999999999Z")`],
    [`Time.epoch(Math.NaN, "days")`, `Time("+1000000000-12-31T23:59:59.999999999Z")`],
    [`Time.epoch(-Math.Infinity, "days")`, `Time("+1000000000-12-31T23:59:59.999999999Z")`],
    [`Time.epoch(9223372036854775807, "days")`, TOO_LATE],
    [`Time.epoch(1, "week")`, "invalid_unit: `week` is not a valid time unit."],
    [`Time.now() == Time.now()`, "true"],
    [`Time.now() isa Time`, "true"],
  ]);
});

describe("members, spec/04 §13.4", () => {
  const time = `Time("-0001-03-01T23:59:58.999999999Z")`;
  checks([
    [`${time}.year`, "-1"],
    [`${time}.month`, "3"],
    [`${time}.dayOfMonth`, "1"],
    [`${time}.dayOfYear`, "60"],
    [`${time}.hour`, "23"],
    [`${time}.minute`, "59"],
    [`${time}.second`, "58"],
    [`Time("1970-01-01T00:00:00Z").dayOfWeek`, "4"],
    [`Time("1969-12-28T00:00:00Z").dayOfWeek`, "7"],
    [`Time("1969-12-31T23:59:59.999Z").toSeconds()`, "-1"],
    [`Time("1969-12-31T23:59:59.9999Z").toMillis()`, "-1"],
    [`Time("1970-01-01T00:00:00.000001999Z").toMicros()`, "1"],
    [`Time("+999999999-12-31T23:59:59Z").toSeconds()`, "31556889832780799"],
    [`Time("+999999999-12-31T23:59:59Z").toMillis()`, TOO_LATE],
    [`Time("2020-01-01T00:00:00Z").millis`, "null"],
    [`Time("2020-01-01T00:00:00Z") == Date("2020-01-01")`, "false"],
    [`Time("2020-01-01T00:00:00Z") < Time("2020-01-01T00:00:00.000000001Z")`, "true"],
  ]);
});

describe("add and subtract, spec/04 §13.5", () => {
  const epoch = `Time("1970-01-01T00:00:00Z")`;
  const last = `Time("+999999999-12-31T23:59:59.999999999Z")`;
  const first = `Time("-999999999-01-01T00:00:00Z")`;
  checks([
    [`${epoch}.add(0.25, "minutes")`, `Time("1970-01-01T00:00:15Z")`],
    [`${epoch}.add(0.5, "nanosecond")`, epoch],
    [`${epoch}.add(1, " half days ")`, `Time("1970-01-01T12:00:00Z")`],
    [`${epoch}.add(-1.5, "days")`, `Time("1969-12-30T12:00:00Z")`],
    [`${epoch}.subtract(-1.5, "days")`, `Time("1970-01-02T12:00:00Z")`],
    [`${epoch}.subtract(1, "microsecond")`, `Time("1969-12-31T23:59:59.999999Z")`],
    [`${epoch}.add(1.2345678901234567e19, "nanoseconds")`, `Time("2361-03-21T19:15:01.234567Z")`],
    [`${epoch}.add(1, "Days")`, "invalid_unit: `Days` is not a valid time unit."],
    [`${epoch}.add(Math.NaN, " weeks")`, "invalid_unit: ` weeks` is not a valid time unit."],
    [`${epoch}.add(Math.NaN, "days")`, TOO_LATE],
    [`${epoch}.subtract(Math.NaN, "days")`, TOO_EARLY],
    [`${epoch}.add(Math.Infinity, "days")`, TOO_LATE],
    [`${last}.add(1, "nanosecond")`, TOO_LATE],
    [`${first}.subtract(1, "nanosecond")`, TOO_EARLY],
    [`${first}.add(-1, "nanosecond")`, TOO_EARLY],
    [`${epoch}.add(9223372036854775807, "days")`, TOO_LATE],
    [`${epoch}.add(-9223372036854775807, "days")`, TOO_LATE],
    [`${epoch}.subtract(-9223372036854775807, "days")`, TOO_EARLY],
    [`${last}.difference(${first}, "days")`, "730484999633"],
  ]);
});

describe("difference", () => {
  const start = `Time("2020-01-01T00:00:00Z")`;
  checks([
    [`Time("2020-01-01T00:00:59.999Z").difference(${start}, "seconds")`, "59"],
    [`${start}.difference(Time("2020-01-01T00:00:59.999Z"), "minute")`, "0"],
    [`${start}.difference(Time("2020-01-01T00:01:00Z"), "minute")`, "-1"],
    [`Time("2020-01-01T00:00:00.0019Z").difference(${start}, "milliseconds")`, "1"],
    [`${start}.difference(Time("2020-01-01T00:00:00.0019Z"), "milliseconds")`, "-1"],
    [`Time("2020-01-01T00:00:00.0019Z").difference(${start}, "nanoseconds")`, "1900000"],
    [
      `${start}.difference(1, "days")`,
      "invalid_argument: expected value for `start` of type Time, received Int",
    ],
    [`${start}.difference(${start}, "years")`, "invalid_unit: `years` is not a valid time unit."],
  ]);
});

describe("dates, spec/04 §14", () => {
  const DATE_TOO_LATE = "invalid_date: Date exceeds the maximum value.";
  checks([
    [`Date("2024-02-29")`, `Date("2024-02-29")`],
    [`Date("-0004-02-29")`, `Date("-0004-02-29")`],
    ...["2021-02-29", "2021-2-01", "2021-04-31", "2021-01-01 ", "2021-01-01T00:00Z", "21-01-01", ""].map(
      (text) => [`Date("${text}")`, NOT_A_DATE(text)] as const,
    ),
    [`Date.today() isa Date`, "true"],
    [`Date.today().toString() + "T" == Time.now().toString().slice(0, 11)`, "true"],
    [`Date("2024-12-31").dayOfYear`, "366"],
    [`Date("2024-02-29").dayOfWeek`, "4"],
    [`Date("2024-02-29").hour`, "null"],
    [`Date("2024-01-01").add(0.5, "day")`, `Date("2024-01-02")`],
    [`Date("2024-01-01").add(-0.5, "days")`, `Date("2024-01-01")`],
    [`Date("2024-01-01").add(-1.5, " days ")`, `Date("2023-12-31")`],
    [`Date("2024-01-01").subtract(-1.5, "days")`, `Date("2024-01-02")`],
    [`Date("2024-01-01").add(Math.NaN, "days")`, `Date("2024-01-01")`],
    [`Date("2024-01-01").add(1, "hours")`, "invalid_unit: `hours` is not a valid date unit."],
    [`Date("+999999999-12-31").add(1, "days")`, DATE_TOO_LATE],
    [`Date("2024-01-01").subtract(1e30, "days")`, "invalid_date: Date exceeds the minimum value."],
    [`Date("2024-03-01").difference(Date("2024-02-01"))`, "29"],
    [`Date("2024-02-01").difference(Date("2024-03-01"))`, "-29"],
    [`Date("2024-02-01") < Date("2024-03-01")`, "true"],
  ]);
});

describe("transaction time, spec/04 §15", () => {
  checks([
    ["TransactionTime().toString()", `"[transaction time]"`],
    ["TransactionTime() == TransactionTime()", "true"],
    ["TransactionTime() == TransactionTime", "false"],
    ["TransactionTime() == Time.now()", "false"],
    ["TransactionTime() <= TransactionTime()", "true"],
    ["TransactionTime() isa Time", "false"],
    ["TransactionTime().year", "null"],
  ]);
});
