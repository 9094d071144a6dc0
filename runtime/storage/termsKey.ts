import {
  Bytes,
  CalendarDate,
  DocumentValue,
  Double,
  Id,
  isStruct,
  Null,
  sortedByKey,
  Time,
  TransactionTime,
  Uuid,
  type Value,
} from "../values/index.js";

/**
 * A text that two terms tuples of one index share just where a look-up takes them for one: an Int and a Double are two,
 * objects match whatever the order of their keys, NaN matches itself. spec/06b §2.1
 */
export function termsKey(terms: readonly Value[]): string {
  if (terms.length === 1) return termKey(terms[0]!);
  let key = "";
  for (const term of terms) key += sized(termKey(term));
  return key;
}

/** Strings, the most frequent terms, stand for themselves, unless they begin as the other kinds do. */
function termKey(term: Value): string {
  if (typeof term === "string") return term.charCodeAt(0) === 0 ? `\0s${term}` : term;
  if (typeof term === "number" || typeof term === "bigint") return `\0i${term}`;
  if (typeof term === "boolean") return term ? "\0t" : "\0f";
  if (term instanceof DocumentValue) {
    return term.id === "" ? `\0D${term.collection}:${term.name}` : `\0d${term.collection}:${term.id}`;
  }
  if (term instanceof Double) return Object.is(term.value, -0) ? "\0e-0" : `\0e${term.value}`;
  if (term instanceof Null) return "\0n";
  if (term instanceof Time) return `\0T${term.epochDay}:${term.nanoOfDay}`;
  if (term instanceof CalendarDate) return `\0c${term.epochDay}`;
  if (term instanceof Uuid) return `\0u${term.text}`;
  if (term instanceof Id) return `\0#${term.text}`;
  if (term instanceof Bytes) return `\0b${term.bytes.join()}`;
  if (term instanceof TransactionTime) return "\0X";
  if (isStruct(term)) {
    return `\0o${sortedByKey(term)
      .map(([key, value]) => sized(key) + sized(termKey(value)))
      .join("")}`;
  }
  if (Array.isArray(term))
    return `\0a${(term as readonly Value[]).map((item) => sized(termKey(item))).join("")}`;
  throw new Error(`a ${(term as { kind: string }).kind} cannot be a term`);
}

/** Told apart from what follows. */
function sized(text: string): string {
  return `${text.length}:${text}`;
}
