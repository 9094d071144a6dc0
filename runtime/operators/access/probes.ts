import type { FieldKind } from "../../../compiler/index.js";
import type { Run } from "../../call/index.js";
import { isPresent } from "../../documents/index.js";
import {
  CalendarDate,
  compareNumbers,
  DocumentValue,
  Double,
  FIRST_USER_COLLECTION,
  isNumber,
  MAX_EPOCH_DAY,
  MIN_EPOCH_DAY,
  NANOS_PER_DAY,
  type NumberValue,
  narrowSafe,
  Time,
  type Value,
} from "../../values/index.js";

/** Beyond it a Double equals several Longs, which an index keeps apart. */
const LARGEST_EXACT = Number.MAX_SAFE_INTEGER;

/**
 * The terms under which an index lists whatever `== value` holds for; undefined where it cannot tell. engine §2
 *
 * @param mayBeNull whether what is compared may be null or missing: then it equals a document that does not exist
 */
export function equalityProbes(run: Run, value: Value, mayBeNull: boolean): readonly Value[] | undefined {
  if (value instanceof DocumentValue) {
    if (value.collection < FIRST_USER_COLLECTION || value.id === "") return undefined;
    return !mayBeNull || isPresent(run, value) ? [value] : undefined;
  }
  return scalarProbes(value);
}

/** The same for `includes`, to which a document that does not exist is no null, and zeros are one whatever their sign. */
export function memberProbes(value: Value): readonly Value[] | undefined {
  if (value instanceof DocumentValue) {
    return value.collection < FIRST_USER_COLLECTION || value.id === "" ? undefined : [value];
  }
  const probes = scalarProbes(value);
  return probes?.[0] === 0 ? [...probes, NEGATIVE_ZERO] : probes;
}

const NEGATIVE_ZERO = new Double(-0);

function scalarProbes(value: Value): readonly Value[] | undefined {
  if (typeof value === "string" || typeof value === "boolean") return [value];
  if (isNumber(value)) return numberProbes(value);
  return value instanceof Time || value instanceof CalendarDate ? [value] : undefined;
}

/** Integers and the Doubles that equal them are different terms. spec/06b §2.1 */
function numberProbes(value: NumberValue): readonly Value[] | undefined {
  const number = exactNumber(value);
  if (number === undefined) return undefined;
  return Number.isInteger(number) ? [narrowSafe(number), new Double(number)] : [new Double(number)];
}

function exactNumber(value: NumberValue): number | undefined {
  const number = value instanceof Double ? value.value : Number(value);
  const isExact = Math.abs(number) <= LARGEST_EXACT && !Object.is(number, -0);
  return isExact ? number : undefined;
}

export interface KindRange {
  readonly least: Value;
  readonly greatest: Value;
}

const NUMBERS: KindRange = {
  least: new Double(Number.NEGATIVE_INFINITY),
  greatest: new Double(Number.NaN),
};
const BOOLEANS: KindRange = { least: false, greatest: true };
const TIMES: KindRange = {
  least: new Time(MIN_EPOCH_DAY, 0),
  greatest: new Time(MAX_EPOCH_DAY, NANOS_PER_DAY - 1),
};
const DATES: KindRange = {
  least: new CalendarDate(MIN_EPOCH_DAY),
  greatest: new CalendarDate(MAX_EPOCH_DAY),
};

const RANGES: { readonly [kind in FieldKind]?: KindRange } = {
  Integer: NUMBERS,
  Double: NUMBERS,
  Boolean: BOOLEANS,
  Time: TIMES,
  Date: DATES,
};

/** Where an index has values of some kinds, nulls aside, if it orders them as `<` does. */
export function rangeOfKinds(kinds: ReadonlySet<FieldKind>): KindRange | undefined {
  const ranges = new Set([...kinds].filter((kind) => kind !== "Null").map((kind) => RANGES[kind]));
  return ranges.size === 1 ? [...ranges][0] : undefined;
}

/** True of the ends of a kind, beyond which a range goes on as far as there are values of the kind. */
export function isOpenEnd(value: Value): boolean {
  return OPEN_ENDS.has(value);
}

const OPEN_ENDS: ReadonlySet<Value> = new Set(
  [NUMBERS, TIMES, DATES].flatMap(({ least, greatest }) => [least, greatest]),
);

/** The range of the kind that `value` has, where an index orders that kind as `<` does. engine §2 */
export function kindRange(value: Value): KindRange | undefined {
  if (isNumber(value)) {
    if (value === NUMBERS.least) return NUMBERS;
    const isOrdered = exactNumber(value) !== undefined && compareNumbers(value, value) === 0;
    return isOrdered ? NUMBERS : undefined;
  }
  if (typeof value === "boolean") return BOOLEANS;
  if (value instanceof Time) return TIMES;
  return value instanceof CalendarDate ? DATES : undefined;
}
