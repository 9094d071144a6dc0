import { decodeBase64, encodeBase64, type Timestamp } from "../values/index.js";

/** A place among the changes of a source: behind row number `ordinal` of the transaction at `time`. spec/08 §9.4 */
export interface EventPosition {
  readonly time: Timestamp;
  readonly ordinal: number;
}

/** Behind every row of a transaction. */
const LAST_ROW = 2 ** 31 - 1;

/** Behind all changes of a transaction, or all that a snapshot sees. */
export function behindAll(time: Timestamp): EventPosition {
  return { time, ordinal: LAST_ROW };
}

/** Behind the first change of a transaction. */
export function behindFirst(time: Timestamp): EventPosition {
  return { time, ordinal: 0 };
}

export function isBehind(position: EventPosition, other: EventPosition): boolean {
  return position.time > other.time || (position.time === other.time && position.ordinal > other.ordinal);
}

/** A position as the opaque cursor that clients hold; feeds and streams take each other's. */
export function positionText({ time, ordinal }: EventPosition): string {
  return encodeBase64(new TextEncoder().encode(`${time}:${ordinal}`));
}

/** Undefined where the text is no cursor of an event. */
export function readPosition(text: string): EventPosition | undefined {
  const bytes = decodeBase64(text);
  const match = /^(\d{1,16}):(\d{1,10})$/.exec(bytes === undefined ? "" : new TextDecoder().decode(bytes));
  return match === null ? undefined : { time: Number(match[1]), ordinal: Number(match[2]) };
}
