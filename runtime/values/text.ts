import { QueryFailure } from "../../compiler/index.js";
import { stringTooLarge } from "../problems/limits.js";
import { encodeBase64 } from "./base64.js";
import { DocumentValue } from "./document.js";
import { doubleDisplayText, doubleText } from "./doubleText.js";
import type { FunctionValue } from "./function.js";
import { FIRST_USER_COLLECTION, type ModuleValue, moduleName } from "./module.js";
import type { Bytes, CalendarDate, Double, Id, Time, Uuid } from "./scalars.js";
import type { SetCursor } from "./set.js";
import { isStruct, structEntries } from "./struct.js";
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
  /** UTF-16 units that a text may have. */
  readonly longest: number;
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
  const out = new TextOutput(context.longest);
  writeValue(value, context, false, out);
  return out.text();
}

/** What is too long is not kept, but counted on, since the error tells how long; up to some multiple of the limit. */
const COUNTED_MULTIPLE = 16;

class TextOutput {
  private readonly parts: string[] = [];
  private length = 0;

  constructor(private readonly longest: number) {}

  put(text: string): void {
    this.length += text.length;
    if (this.length <= this.longest) this.parts.push(text);
    else if (this.length > this.longest * COUNTED_MULTIPLE) throw stringTooLarge(this.length, this.longest);
  }

  text(): string {
    if (this.length > this.longest) throw stringTooLarge(this.length, this.longest);
    return this.parts.join("");
  }
}

/** `inDocument`: documents below a document show as references. */
function writeValue(value: Value, context: TextContext, inDocument: boolean, out: TextOutput): void {
  if (Array.isArray(value)) writeElements(value as readonly Value[], context, inDocument, out);
  else if (isStruct(value)) writeFields(structEntries(value), context, inDocument, out);
  else if (value instanceof DocumentValue && !inDocument) writeDocument(value, context, out);
  else out.put(scalarText(value, context));
}

/** Of all that holds no other values, and of documents below a document. */
function scalarText(value: Value, context: TextContext): string {
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
      return referenceText(value as DocumentValue, context);
    case "Array":
    case "Object":
      throw new Error("arrays and objects are written by parts");
  }
}

function writeElements(
  elements: readonly Value[],
  context: TextContext,
  inDocument: boolean,
  out: TextOutput,
): void {
  out.put("[");
  for (let i = 0; i < elements.length; i++) {
    if (i > 0) out.put(", ");
    writeValue(elements[i]!, context, inDocument, out);
  }
  out.put("]");
}

function writeFields(
  entries: Iterable<readonly [string, Value]>,
  context: TextContext,
  inDocument: boolean,
  out: TextOutput,
): void {
  let isEmpty = true;
  for (const [key, value] of entries) {
    out.put(`${isEmpty ? "{ " : ", "}${keyText(key)}: `);
    writeValue(value, context, inDocument, out);
    isEmpty = false;
  }
  out.put(isEmpty ? "{}" : " }");
}

function writeDocument(document: DocumentValue, context: TextContext, out: TextOutput): void {
  const fields = context.documentFields(document);
  if (fields === undefined) out.put("null");
  else if (fields instanceof QueryFailure) out.put(`[error: ${fields.message}]`);
  else writeFields(fields, context, true, out);
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
