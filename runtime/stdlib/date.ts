import { date, field, method, number, type Run, staticMethod, string } from "../call/index.js";
import { invalidDate } from "../problems/scalars.js";
import {
  CalendarDate,
  civilDayOf,
  dateText,
  dayOfWeek,
  dayOfYear,
  parseDate,
  timeFromMicros,
} from "../values/index.js";
import { libraryModule, libraryType } from "./part.js";
import { addToDate, subtractFromDate } from "./timeArithmetic.js";

function part(doc: string, name: string, result: string, run: (epochDay: number) => number) {
  return field({
    signature: "Number",
    doc,
    example: [`Date("2020-02-29").${name}`, result],
    run: (self: CalendarDate) => run(self.epochDay),
  });
}

/** spec/04 §14 */
export const dateType = libraryType({
  type: "Date",
  kinds: ["Date"],
  doc: "Days of the calendar.",
  members: {
    year: part("The year.", "year", "2020", (day) => civilDayOf(day).year),
    month: part("The month, 1 to 12.", "month", "2", (day) => civilDayOf(day).month),
    dayOfMonth: part("The day of the month, 1 to 31.", "dayOfMonth", "29", (day) => civilDayOf(day).day),
    dayOfWeek: part("The day of the week, 1 for Monday to 7 for Sunday.", "dayOfWeek", "6", dayOfWeek),
    dayOfYear: part("The day of the year, 1 to 366.", "dayOfYear", "60", dayOfYear),
    add: method({
      signature: "(amount: Number, unit: String) => Date",
      takes: [[number("amount"), string("unit")]],
      doc: "The day that many days later.",
      example: [`Date("2024-02-28").add(1, "days")`, `Date("2024-02-29")`],
      run: addToDate,
    }),
    subtract: method({
      signature: "(amount: Number, unit: String) => Date",
      takes: [[number("amount"), string("unit")]],
      doc: "The day that many days earlier.",
      example: [`Date("2024-03-01").subtract(1, "day")`, `Date("2024-02-29")`],
      run: subtractFromDate,
    }),
    difference: method({
      signature: "(start: Date) => Number",
      takes: [[date("start")]],
      doc: "Days from `start` to this day, negative if `start` is later.",
      example: [`Date("2024-03-01").difference(Date("2024-02-01"))`, "29"],
      run: (self: CalendarDate, start: CalendarDate) => BigInt(self.epochDay - start.epochDay),
    }),
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "The day in ISO form.",
      example: [`Date("2024-02-29").toString()`, `"2024-02-29"`],
      run: (self: CalendarDate) => dateText(self.epochDay),
    }),
  },
});

const fromString = staticMethod({
  signature: "(date: String) => Date",
  takes: [[string("date")]],
  doc: "The day that an ISO text stands for.",
  example: [`Date("2024-02-29")`, `Date("2024-02-29")`],
  run: (text: string) => {
    const parsed = parseDate(text);
    if (parsed === undefined) throw invalidDate(text);
    return parsed;
  },
});

export const dateModule = libraryModule({
  name: "Date",
  doc: "Days of the calendar.",
  construct: fromString,
  members: {
    fromString: { ...fromString, example: [`Date.fromString("2024-02-29")`, `Date("2024-02-29")`] },
    today: staticMethod({
      signature: "() => Date",
      takes: [[]],
      doc: "The day of the query's snapshot, in UTC.",
      example: ["Date.today() == Date.today()", "true"],
      perform: (run: Run) => new CalendarDate(timeFromMicros(run.transaction.snapshot).epochDay),
    }),
  },
});
