import {
  type CalendarDate as DateValue,
  dateText,
  microsOf,
  parseDate,
  parseTime,
  type Time as TimeValue,
  timeFromDate,
  timeText,
} from "../values/index.js";

/** An instant with nanoseconds, which a JS `Date` would lose. spec/04 §13 */
export class Time {
  readonly value: TimeValue;

  /** @throws RangeError where the text is no time: `2026-11-24T08:00:00.123456789Z` */
  constructor(from: string | Date | TimeValue) {
    const value =
      typeof from === "string" ? parseTime(from) : from instanceof Date ? timeFromDate(from) : from;
    if (value === undefined || Number.isNaN(value.epochDay)) {
      throw new RangeError(`${from} is not a valid time`);
    }
    this.value = value;
  }

  /** Rounded down to milliseconds. */
  toDate(): Date {
    return new Date(Math.floor(microsOf(this.value) / 1000));
  }

  toString(): string {
    return timeText(this.value);
  }

  toJSON(): string {
    return this.toString();
  }
}

/** A day without a time. spec/04 §14 */
export class CalendarDate {
  readonly value: DateValue;

  /** @throws RangeError where the text is no day: `2026-11-24` */
  constructor(from: string | DateValue) {
    const value = typeof from === "string" ? parseDate(from) : from;
    if (value === undefined) throw new RangeError(`${from} is not a valid date`);
    this.value = value;
  }

  toString(): string {
    return dateText(this.value.epochDay);
  }

  toJSON(): string {
    return this.toString();
  }
}

/** A collection or other module, in answers: `doc.coll`. */
export class Module {
  constructor(readonly name: string) {}
  toJSON(): string {
    return this.name;
  }
  toString(): string {
    return this.name;
  }
}

/** A document that an answer names without its fields. */
export class DocumentReference {
  constructor(
    readonly coll: Module,
    /** Of documents that go by name, undefined. */
    readonly id: string | undefined,
    readonly name: string | undefined,
  ) {}
}

/** A reference to a document that does not exist, or may not be read. */
export class NullDocument {
  constructor(
    readonly ref: DocumentReference,
    /** `not found`, `deleted`, `permission denied`, `collection deleted` */
    readonly cause: string,
  ) {}
  toJSON(): null {
    return null;
  }
}

/** A document in full: its fields are properties. */
export class FqlDocument {
  declare readonly coll: Module;
  /** Undefined for documents that go by name. */
  declare readonly id?: string;
  declare readonly name?: string;
  readonly [field: string]: unknown;

  constructor(fields: Iterable<readonly [string, unknown]>) {
    for (const [name, value] of fields) {
      Object.defineProperty(this, name, { value, enumerable: true, writable: false, configurable: true });
    }
  }
}

/** A set, as its first page. `after` is given to `Set.paginate` for the next. */
export class Page {
  constructor(
    readonly data: readonly unknown[],
    readonly after: string | undefined,
  ) {}
}

/** A set that an answer holds as its cursor, or an event source. */
export class Token {
  constructor(
    readonly of: "set" | "eventSource",
    readonly token: string,
  ) {}
  toJSON(): string {
    return this.token;
  }
}
