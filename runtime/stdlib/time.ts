import { field, method, number, type Run, staticMethod, string, time } from "../call/index.js";
import { invalidTime } from "../problems/scalars.js";
import {
  civilDayOf,
  dayOfWeek,
  dayOfYear,
  narrow,
  parseTime,
  type Time,
  timeFromMicros,
  timeText,
} from "../values/index.js";
import { libraryModule, libraryType } from "./part.js";
import {
  addToTime,
  narrowed,
  subtractFromTime,
  timeDifference,
  timeFromEpoch,
  unitsSinceEpoch,
} from "./timeArithmetic.js";

const EXAMPLE = `Time("2020-02-29T12:34:56.789Z")`;

function part(doc: string, name: string, result: string, run: (self: Time) => number) {
  return field({ signature: "Number", doc, example: [`${EXAMPLE}.${name}`, result], run });
}

function since(doc: string, name: string, result: string, run: (self: Time) => number | bigint) {
  return method({
    signature: "() => Number",
    takes: [[]],
    doc,
    example: [`${EXAMPLE}.${name}()`, result],
    run,
  });
}

const NANOS_PER_HOUR = 3_600_000_000_000;
const NANOS_PER_MINUTE = 60_000_000_000;
const NANOS_PER_SECOND = 1_000_000_000;

/** spec/04 §13 */
export const timeType = libraryType({
  type: "Time",
  kinds: ["Time"],
  doc: "Instants in UTC, to the nanosecond.",
  members: {
    year: part("The year.", "year", "2020", (self) => civilDayOf(self.epochDay).year),
    month: part("The month, 1 to 12.", "month", "2", (self) => civilDayOf(self.epochDay).month),
    dayOfMonth: part(
      "The day of the month, 1 to 31.",
      "dayOfMonth",
      "29",
      (self) => civilDayOf(self.epochDay).day,
    ),
    dayOfWeek: part("The day of the week, 1 for Monday to 7 for Sunday.", "dayOfWeek", "6", (self) =>
      dayOfWeek(self.epochDay),
    ),
    dayOfYear: part("The day of the year, 1 to 366.", "dayOfYear", "60", (self) => dayOfYear(self.epochDay)),
    hour: part("The hour, 0 to 23.", "hour", "12", (self) => Math.floor(self.nanoOfDay / NANOS_PER_HOUR)),
    minute: part(
      "The minute, 0 to 59.",
      "minute",
      "34",
      (self) => Math.floor(self.nanoOfDay / NANOS_PER_MINUTE) % 60,
    ),
    second: part(
      "The second, 0 to 59.",
      "second",
      "56",
      (self) => Math.floor(self.nanoOfDay / NANOS_PER_SECOND) % 60,
    ),
    toSeconds: since("Whole seconds since 1970.", "toSeconds", "1582979696", (self) =>
      narrowed(unitsSinceEpoch(self, 1_000_000_000n)),
    ),
    toMillis: since("Whole milliseconds since 1970.", "toMillis", "1582979696789", (self) =>
      narrowed(unitsSinceEpoch(self, 1_000_000n)),
    ),
    toMicros: since("Whole microseconds since 1970.", "toMicros", "1582979696789000", (self) =>
      narrow(BigInt.asIntN(64, unitsSinceEpoch(self, 1_000n))),
    ),
    add: method({
      signature: "(amount: Number, unit: String) => Time",
      takes: [[number("amount"), string("unit")]],
      doc: "The instant that many units later.",
      example: [`Time("2020-01-01T00:00:00Z").add(1.5, "days")`, `Time("2020-01-02T12:00:00Z")`],
      run: addToTime,
    }),
    subtract: method({
      signature: "(amount: Number, unit: String) => Time",
      takes: [[number("amount"), string("unit")]],
      doc: "The instant that many units earlier.",
      example: [`Time("2020-01-01T00:00:00Z").subtract(1, "hour")`, `Time("2019-12-31T23:00:00Z")`],
      run: subtractFromTime,
    }),
    difference: method({
      signature: "(start: Time, unit: String) => Number",
      takes: [[time("start"), string("unit")]],
      doc: "Whole units from `start` to this instant, negative if `start` is later.",
      example: [`Time("2020-01-02T00:00:00Z").difference(Time("2020-01-01T00:00:00Z"), "hours")`, "24"],
      run: timeDifference,
    }),
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "The instant in ISO form.",
      example: [`Time("2020-05-06T07:08Z").toString()`, `"2020-05-06T07:08:00Z"`],
      run: timeText,
    }),
  },
});

const fromString = staticMethod({
  signature: "(time: String) => Time",
  takes: [[string("time")]],
  doc: "The instant that an ISO text with an offset stands for.",
  example: [`Time("2020-01-01T00:00:00+02:00")`, `Time("2019-12-31T22:00:00Z")`],
  run: (text: string) => {
    const parsed = parseTime(text);
    if (parsed === undefined) throw invalidTime(text);
    return parsed;
  },
});

export const timeModule = libraryModule({
  name: "Time",
  doc: "Instants in UTC.",
  construct: fromString,
  members: {
    fromString: {
      ...fromString,
      example: [`Time.fromString("2020-01-01T00:00:00Z")`, `Time("2020-01-01T00:00:00Z")`],
    },
    now: staticMethod({
      signature: "() => Time",
      takes: [[]],
      doc: "The time of the query's snapshot, the same at every call.",
      example: ["Time.now() == Time.now()", "true"],
      effect: "observation",
      perform: (run: Run) => timeFromMicros(run.transaction.snapshot),
    }),
    epoch: staticMethod({
      signature: "(offset: Number, unit: String) => Time",
      takes: [[number("offset"), string("unit")]],
      doc: "The instant that many units after 1970 began.",
      example: [`Time.epoch(90, "minutes")`, `Time("1970-01-01T01:30:00Z")`],
      run: timeFromEpoch,
    }),
  },
});
