import { assembleTemplate, PLACEHOLDER, type Template, type TemplateValue } from "../../grammar/index.js";
import type { QueryValue } from "./queryValue.js";

/** What may stand between the texts of a query: values, other queries, and arrays and objects of both. */
export type QueryPart = QueryValue | Query | readonly QueryPart[] | { readonly [key: string]: QueryPart };

/**
 * A query made by the `fql` tag: FQL text with values in between. Values are parameters, never text, so nothing can be
 * injected; queries compose by standing in one another. spec/01 §7
 */
export class Query {
  constructor(
    readonly texts: TemplateStringsArray,
    /** What stands between them. */
    readonly parts: readonly QueryPart[],
  ) {}

  get template(): Template<QueryValue> {
    const parts: Template<QueryValue>[] = [];
    this.texts.raw.forEach((text, i) => {
      // FQL has its own escapes, so the text is taken as it was typed.
      if (text !== "") parts.push({ kind: "text", text });
      if (i < this.parts.length) parts.push(templateOf(this.parts[i]!));
    });
    return { kind: "parts", parts };
  }
}

/**
 * Writes a query:
 *
 *     fql`Customer.byEmail(${email}).first()`
 */
export function fql(texts: TemplateStringsArray, ...values: readonly QueryPart[]): Query {
  return new Query(texts, values);
}

function templateOf(part: QueryPart): Template<QueryValue> {
  if (part instanceof Query) return part.template;
  if (!holdsQuery(part)) return { kind: "value", value: part as QueryValue };
  if (Array.isArray(part)) return { kind: "array", elements: (part as readonly QueryPart[]).map(templateOf) };
  const fields = Object.entries(part as { [key: string]: QueryPart });
  return { kind: "object", fields: fields.map(([key, value]) => [key, templateOf(value)] as const) };
}

function holdsQuery(part: QueryPart): boolean {
  if (part instanceof Query) return true;
  if (Array.isArray(part)) return (part as readonly QueryPart[]).some(holdsQuery);
  return isPlainObject(part) && Object.values(part).some(holdsQuery);
}

function isPlainObject(part: QueryPart): part is { readonly [key: string]: QueryPart } {
  return typeof part === "object" && part !== null && Object.getPrototypeOf(part) === Object.prototype;
}

/** A query as text and the values of its placeholders. */
export interface AssembledQuery {
  readonly text: string;
  readonly values: readonly QueryValue[];
}

export function assembled(query: Query | string): AssembledQuery {
  if (typeof query === "string") return { text: query, values: NO_VALUES };
  const { texts, parts } = query;
  if (!parts.some(holdsQuery)) return { text: textOf(texts), values: parts as readonly QueryValue[] };
  const { text, values } = assembleTemplate(query.template);
  return { text, values: values.map(plainValue) };
}

const NO_VALUES: readonly QueryValue[] = [];

/** Texts with nothing but values between them make one text, which is made once for each place in a program. */
const textsOfPlaces = new WeakMap<TemplateStringsArray, string>();

function textOf(texts: TemplateStringsArray): string {
  let text = textsOfPlaces.get(texts);
  if (text === undefined) {
    text = texts.raw.join(PLACEHOLDER);
    textsOfPlaces.set(texts, text);
  }
  return text;
}

function plainValue(value: TemplateValue<QueryValue>): QueryValue {
  switch (value.kind) {
    case "value":
      return value.value;
    case "array":
      return value.elements.map(plainValue);
    case "object":
      return Object.fromEntries(value.fields.map(([key, each]) => [key, plainValue(each)]));
  }
}
