import { assembleTemplate, PLACEHOLDER, type Template, type TemplateValue } from "../../grammar/index.js";
import { FqlError } from "./fqlError.js";
import { DEEPEST, isQueryObject, type QueryValue, TOO_DEEP } from "./queryValue.js";

/** What may stand between the texts of a query: values, other queries, and arrays and objects of both. */
export type QueryPart = QueryValue | Query | readonly QueryPart[];

/**
 * A query made by the `fql` tag: FQL text with values in between. Values are parameters, never text, so nothing can be
 * injected; queries compose by standing in one another. spec/01 §7
 */
export class Query {
  constructor(
    /** As typed: FQL has its own escapes. */
    readonly texts: readonly string[],
    /** What stands between them. */
    readonly parts: readonly QueryPart[],
  ) {}
}

/**
 * Writes a query:
 *
 *     fql`Customer.byEmail(${email}).first()`
 */
export function fql(texts: TemplateStringsArray, ...values: readonly QueryPart[]): Query {
  if (!Array.isArray(texts?.raw))
    throw new TypeError("fql is a template tag: write fql`…`, or give db.query the text");
  return new Query(texts.raw, values);
}

function templateOf(part: QueryPart, depth: number): Template<QueryValue> {
  if (part instanceof Query) return templateOfQuery(part, depth);
  if (!holdsQuery(part, depth)) return { kind: "value", value: part as QueryValue };
  if (Array.isArray(part)) {
    return {
      kind: "array",
      elements: (part as readonly QueryPart[]).map((each) => templateOf(each, depth + 1)),
    };
  }
  const fields = Object.entries(part as { [key: string]: QueryPart });
  return {
    kind: "object",
    fields: fields.map(([key, value]) => [key, templateOf(value, depth + 1)] as const),
  };
}

function templateOfQuery({ texts, parts }: Query, depth: number): Template<QueryValue> {
  if (depth > DEEPEST) throw new FqlError({ code: "invalid_request", reason: TOO_DEEP });
  const templates: Template<QueryValue>[] = [];
  texts.forEach((text, i) => {
    if (text !== "") templates.push({ kind: "text", text });
    if (i < parts.length) templates.push(templateOf(parts[i]!, depth + 1));
  });
  return { kind: "parts", parts: templates };
}

function holdsQuery(part: QueryPart, depth = 0): boolean {
  if (part instanceof Query) return true;
  if (typeof part !== "object" || part === null) return false;
  if (depth > DEEPEST) throw new FqlError({ code: "invalid_request", reason: TOO_DEEP });
  if (Array.isArray(part)) return (part as readonly QueryPart[]).some((each) => holdsQuery(each, depth + 1));
  if (!isQueryObject(part)) return false;
  const fields: readonly QueryPart[] = Object.values(part);
  return fields.some((each) => holdsQuery(each, depth + 1));
}

/** A query as text and the values of its placeholders. */
export interface AssembledQuery {
  readonly text: string;
  readonly values: readonly QueryValue[];
}

export function assembled(query: Query | string): AssembledQuery {
  if (typeof query === "string") return { text: query, values: NO_VALUES };
  if (!(query instanceof Query)) {
    throw new TypeError("a query is text, or what the tag fql`…` makes");
  }
  const { texts, parts } = query;
  if (!parts.some((part) => holdsQuery(part)))
    return { text: textOf(texts), values: parts as readonly QueryValue[] };
  const { text, values } = assembleTemplate(templateOf(query, 0));
  return { text, values: values.map(plainValue) };
}

const NO_VALUES: readonly QueryValue[] = [];

/** Texts with nothing but values between them make one text, which is made once for each place in a program. */
const textsOfPlaces = new WeakMap<readonly string[], string>();

function textOf(texts: readonly string[]): string {
  let text = textsOfPlaces.get(texts);
  if (text === undefined) {
    text = texts.join(PLACEHOLDER);
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
