import { Boxed, defineKind } from "./value.js";

/** A Double keeps apart from an Int of the same value: `1.0` and `1` print and store differently. engine §1 */
export class Double extends Boxed {
  constructor(readonly value: number) {
    super();
  }
}

/** A 64-bit id, as its canonical decimal text: looking up by string is cheaper than by bigint. engine §1 */
export class Id extends Boxed {
  constructor(readonly text: string) {
    super();
  }
}

export class Bytes extends Boxed {
  constructor(readonly bytes: Uint8Array) {
    super();
  }
}

/**
 * An instant: days since 1970-01-01 (floor) and nanoseconds of that day. Both are exact in JS numbers over the whole
 * range of ±999,999,999 years, which seconds would not be. Made with `timeFromMicros` and friends. spec/04 §13
 */
export class Time extends Boxed {
  constructor(
    readonly epochDay: number,
    readonly nanoOfDay: number,
  ) {
    super();
  }
}

/** The commit time of the running transaction, not known yet. spec/04 §15 */
export class TransactionTime extends Boxed {}

/** A calendar day: days since 1970-01-01. spec/04 §14 */
export class CalendarDate extends Boxed {
  constructor(readonly epochDay: number) {
    super();
  }
}

/** Lower-case hyphenated text. */
export class Uuid extends Boxed {
  constructor(readonly text: string) {
    super();
  }
}

defineKind(Double, "Double");
defineKind(Id, "ID");
defineKind(Bytes, "Bytes");
defineKind(Time, "Time");
defineKind(TransactionTime, "TransactionTime");
defineKind(CalendarDate, "Date");
defineKind(Uuid, "UUID");

export const TRANSACTION_TIME = new TransactionTime();
