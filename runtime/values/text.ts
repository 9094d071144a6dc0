import { QueryFailure } from "../../compiler/index.js";
import { encodeBase64 } from "./base64.js";
import type { DocumentValue } from "./document.js";
import { doubleDisplayText, doubleText } from "./doubleText.js";
import type { FunctionValue } from "./function.js";
import { FIRST_USER_COLLECTION, type ModuleValue, moduleName } from "./module.js";
import type { Bytes, CalendarDate, Double, Id, Time, Uuid } from "./scalars.js";
import type { SetCursor } from "./set.js";
import { type Struct, structEntries } from "./struct.js";
import { dateText, timeText } from "./timeText.js";
import { kindOf, type Value } from "./value.js";

/** What text forms need to know of the database. */
export interface TextContext {
  /**
   * The fields of a document as text shows them; undefined where it does not exist or may not be read, a failure where
   * reading it fails.
   */
  documentFields(document: DocumentValue): Iterable<readonly [string, Value]> | QueryFailure | undefined;
  /** The present name of a user collection; undefined if it is gone. */
  collectionName(collection: number): string | undefined;
  /** The name of a definition. */
  definitionName(document: DocumentValue): string | undefined;
  /** The opaque Base64 text of a cursor. */
  cursorText(cursor: SetCursor): string;
}

/** The form of `toString`, `+`, templates and `log`. spec/04 §8.2 */
export function displayString(value: Value, context: TextContext): string {
  switch (kindOf(value)) {
    case "String":
      return value as string;
    case "Double":
      return doubleDisplayText((value as Double).value);
    case "ID":
      return (value as Id).text;
    case "Bytes":
      return encodeBase64((value as Bytes).bytes);
    case "Time":
      return timeText(value as Time);
    case "Date":
      return dateText((value as CalendarDate).epochDay);
    case "UUID":
      return (value as Uuid).text;
    case "TransactionTime":
      return "[transaction time]";
    case "SetCursor":
      return context.cursorText(value as SetCursor);
    default:
      return debugString(value, context);
  }
}

/** The form of `dbg` and of nested values. spec/04 §8.2 */
export function debugString(value: Value, context: TextContext): string {
  return nestedText(value, context, false);
}

/** `inDocument`: documents below a document show as references. */
function nestedText(value: Value, context: TextContext, inDocument: boolean): string {
  switch (kindOf(value)) {
    case "Null":
      return "null";
    case "Boolean":
    case "Int":
    case "Long":
      return String(value);
    case "Double":
      return doubleText((value as Double).value);
    case "String":
      return quoted(value as string);
    case "ID":
      return `ID("${(value as Id).text}")`;
    case "Bytes":
      return `Bytes("${encodeBase64((value as Bytes).bytes)}")`;
    case "Time":
      return `Time("${timeText(value as Time)}")`;
    case "Date":
      return `Date("${dateText((value as CalendarDate).epochDay)}")`;
    case "UUID":
      return `UUID("${(value as Uuid).text}")`;
    case "TransactionTime":
      return "TransactionTime()";
    case "Array":
      return `[${(value as readonly Value[]).map((each) => nestedText(each, context, inDocument)).join(", ")}]`;
    case "Object":
      return fieldsText(structEntries(value as Struct), context, inDocument);
    case "Module":
      return moduleName(value as ModuleValue);
    case "Set":
      return "[set]";
    case "EventSource":
      return "[event source]";
    case "SetCursor":
      return quoted(context.cursorText(value as SetCursor));
    case "Lambda":
      return `[function ${(value as FunctionValue).displayName}]`;
    case "Function":
      return `[function ${(value as FunctionValue).displayName}()]`;
    case "Document":
      return inDocument
        ? referenceText(value as DocumentValue, context)
        : documentText(value as DocumentValue, context);
  }
}

function fieldsText(
  entries: Iterable<readonly [string, Value]>,
  context: TextContext,
  inDocument: boolean,
): string {
  const parts: string[] = [];
  for (const [key, value] of entries) {
    parts.push(`${keyText(key)}: ${nestedText(value, context, inDocument)}`);
  }
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

function documentText(document: DocumentValue, context: TextContext): string {
  const fields = context.documentFields(document);
  if (fields === undefined) return "null";
  if (fields instanceof QueryFailure) return `[error: ${fields.message}]`;
  return fieldsText(fields, context, true);
}

/** `[doc 1 in Customer]`; the reference implementation calls every built-in collection deleted. */
function referenceText(document: DocumentValue, context: TextContext): string {
  if (document.collection < FIRST_USER_COLLECTION) {
    return `[doc ${context.definitionName(document) ?? document.id} in <deleted collection>]`;
  }
  const collection = context.collectionName(document.collection);
  return collection === undefined ? "null" : `[doc ${document.id} in ${collection}]`;
}

const BARE_KEY = /^\p{L}[\p{L}\p{Nd}_]*$/u;

/** A key of an object as text forms show it. spec/04 §8.2, spec/08 §5.4 */
export function keyText(key: string): string {
  return BARE_KEY.test(key) ? key : quoted(key);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\n": "\\n",
  "\r": "\\r",
  "\v": "\\v",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

/** A string in quotes, escaped. spec/04 §8.4 */
export function quoted(text: string): string {
  return `"${text.replace(/[\\'"`#\0\n\r\v\t\b\f]/g, (c) => ESCAPES[c] ?? `\\${c}`)}"`;
}
