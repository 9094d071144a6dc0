import type { Bytes, CalendarDate, Time } from "../values/index.js";
import type { DocumentReference, FqlDocument, Module, NullDocument } from "./answer.js";

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
  | Bytes
  | Module
  | FqlDocument
  | DocumentReference
  | NullDocument
  | readonly QueryValue[]
  | { readonly [key: string]: QueryValue };
