import type { CalendarDate, DocumentReference, FqlDocument, Module, NullDocument, Time } from "./answer.js";

/** What a program may put into a query. */
export type QueryValue =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | Time
  | CalendarDate
  | Module
  | FqlDocument
  | DocumentReference
  | NullDocument
  | readonly QueryValue[]
  | QueryObject;

/**
 * A plain object whose properties are query values. Typed by what it is not, since objects of an interface have no index
 * signature: functions, and Maps, Sets, Promises and their like, are none. Instances of classes are refused when a query runs.
 */
export type QueryObject = object & {
  readonly [Symbol.hasInstance]?: never;
  readonly [Symbol.toStringTag]?: never;
};

export function isQueryObject(value: unknown): value is { readonly [key: string]: QueryValue } {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // Of another realm, as test runners have them.
  return !Array.isArray(value) && Object.getPrototypeOf(prototype) === null;
}

/** Values nest, and queries compose, as deep as JSON may over HTTP. spec/08 §2 */
export const DEEPEST = 1000;

export const TOO_DEEP = `what holds itself, or is nested deeper than ${DEEPEST}, is no FQL value`;
