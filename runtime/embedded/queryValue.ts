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
  | { readonly [key: string]: QueryValue };
