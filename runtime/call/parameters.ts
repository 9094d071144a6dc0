import {
  Bytes,
  CalendarDate,
  canonicalId,
  DocumentValue,
  Double,
  FunctionValue,
  Id,
  isStruct,
  ModuleValue,
  Null,
  SetValue,
  type Struct,
  Time,
  type Value,
} from "../values/index.js";

/** The cast did not fit. */
export const REFUSED = Symbol("refused");

/**
 * A parameter of a library function at run time: the name and type that errors use, and the cast. What passes is what
 * the implementation receives; it never looks at types again. spec/04 §1.1
 */
export interface ParameterKind<T = unknown> {
  readonly name: string;
  /** As messages show it: `Int`, `{ *: Any }`. */
  readonly type: string;
  readonly cast: (value: Value) => T | typeof REFUSED;
  /** For callbacks: how many arguments the function passes. The cast leaves the function value; `invoke` wraps it. */
  readonly callbackArity?: number;
  /** The implementation receives the function value itself, its arity checked. */
  readonly keepsFunction?: boolean;
  /** True of all others that functions may be part of which are called. */
  readonly holdsFunctions?: boolean;
  /** Collects all further arguments in an array. */
  readonly variadic?: boolean;
}

function kind<T>(
  type: string,
  cast: (value: Value) => T | typeof REFUSED,
): (name: string) => ParameterKind<T> {
  return (name) => parameter({ name, type, cast });
}

/** All parameters are objects of one shape, which calls read fastest. */
function parameter<T>(spec: ParameterKind<T>): ParameterKind<T> {
  return {
    name: spec.name,
    type: spec.type,
    cast: spec.cast,
    callbackArity: spec.callbackArity,
    keepsFunction: spec.keepsFunction,
    holdsFunctions: spec.holdsFunctions,
    variadic: spec.variadic,
  };
}

const INT_MIN = -2147483648;
const INT_MAX = 2147483647;

/** Int, or a Long or Double that is a whole 32-bit number. */
export const int = kind<number>("Int", (value) => {
  if (typeof value === "number") return value;
  const n = typeof value === "bigint" ? Number(value) : value instanceof Double ? value.value : Number.NaN;
  return Number.isInteger(n) && n >= INT_MIN && n <= INT_MAX ? n + 0 : REFUSED;
});

/** Int or Long, or a whole Double of 64 bits; as a bigint. */
export const long = kind<bigint>("Long", (value) => {
  if (typeof value === "bigint") return value;
  const n = typeof value === "number" ? value : value instanceof Double ? value.value : Number.NaN;
  return Number.isInteger(n) && n >= -(2 ** 63) && n < 2 ** 63 ? BigInt(n) : REFUSED;
});

/** Any number, converted. */
export const double = kind<number>("Double", (value) => {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  return value instanceof Double ? value.value : REFUSED;
});

/** Any number, as it is. */
export const number = kind<number | bigint | Double>("Number", (value) =>
  typeof value === "number" || typeof value === "bigint" || value instanceof Double ? value : REFUSED,
);

export const string = kind<string>("String", (value) => (typeof value === "string" ? value : REFUSED));
export const boolean = kind<boolean>("Boolean", (value) => (typeof value === "boolean" ? value : REFUSED));
export const any = kind<Value>("Any", (value) => value);
export const time = kind<Time>("Time", (value) => (value instanceof Time ? value : REFUSED));
export const date = kind<CalendarDate>("Date", (value) => (value instanceof CalendarDate ? value : REFUSED));
export const bytes = kind<Bytes>("Bytes", (value) => (value instanceof Bytes ? value : REFUSED));
export const array = kind<readonly Value[]>("Array<Any>", (value) =>
  Array.isArray(value) ? (value as readonly Value[]) : REFUSED,
);
export const set = kind<SetValue>("Set<Any>", (value) => (value instanceof SetValue ? value : REFUSED));

/** Plain objects only. */
export const object = kind<Struct>("{ *: Any }", (value) => (isStruct(value) ? value : REFUSED));

/** Objects, and also documents and modules: the function itself tells them apart. spec/05 §10 */
export const objectLike = kind<Struct | DocumentValue | ModuleValue>("{ *: Any }", (value) =>
  isStruct(value) || value instanceof DocumentValue || value instanceof ModuleValue ? value : REFUSED,
);

/** ID, Int, Long, or the text of a decimal 64-bit integer; as canonical decimal text. */
export const id = kind<string>("ID", (value) => {
  if (value instanceof Id) return value.text;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return typeof value === "string" ? (canonicalId(value) ?? REFUSED) : REFUSED;
});

/** A function value as it is. */
export const functionValue = kind<FunctionValue>("Function", (value) =>
  value instanceof FunctionValue ? value : REFUSED,
);

/** A function that is called with `arity` arguments; the implementation receives a JS function. */
export function callback(name: string, arity: number): ParameterKind<(...args: readonly Value[]) => Value> {
  return parameter<(...args: readonly Value[]) => Value>({
    name,
    type: "Function",
    callbackArity: arity,
    cast: (value) => (value instanceof FunctionValue ? (value as never) : REFUSED),
  });
}

/** A function that can be called with `arity` arguments, kept as a value: for what runs later. */
export function functionTaking(name: string, arity: number): ParameterKind<FunctionValue> {
  return parameter({ ...functionValue(name), callbackArity: arity, keepsFunction: true });
}

/** Like `kind`, but also takes null, which the implementation receives as undefined. */
export function optional<T>(given: ParameterKind<T>): ParameterKind<T | undefined> {
  return parameter({ ...given, cast: (value) => (value instanceof Null ? undefined : given.cast(value)) });
}

/** All further arguments, in an array. */
export function rest<T>(each: ParameterKind<T>): ParameterKind<readonly T[]> {
  return parameter({ ...each, variadic: true }) as unknown as ParameterKind<readonly T[]>;
}
