import { parsePathText } from "../../../compiler/index.js";
import {
  type Annotation,
  type Expression,
  type FieldPath,
  type LambdaSource,
  type Name,
  NO_SPAN,
  type Parsed,
  type ParseOptions,
  parseExpression,
  parseFieldType,
  parseLambda,
  parseType,
  type TypeExpression,
} from "../../../grammar/index.js";

/** Texts of stored definitions as trees. They were checked when they were written, so they parse. */
export function nameOf(text: string): Name {
  return { text, span: NO_SPAN };
}

export function aliasOf(text: string | undefined): Annotation | undefined {
  return text === undefined ? undefined : annotationOf("alias", text);
}

export function annotationOf(kind: Annotation["kind"], text: string): Annotation {
  return { kind, value: nameOf(text), span: NO_SPAN };
}

export function typeOf(text: string): TypeExpression {
  return valid(parseType(text, STORED), text);
}

/** Errors of migrations point at the stored types of fields. spec/02 §6 */
export function fieldTypeOf(text: string, collection: string, field: string): TypeExpression {
  return valid(parseFieldType(text, { source: `*field:${collection}:${field}*` }), text);
}

export function expressionOf(text: string): Expression {
  return valid(parseExpression(text, STORED), text);
}

export function lambdaOf(text: string): LambdaSource {
  return valid(parseLambda(text, STORED), text);
}

export function pathOf(text: string): FieldPath {
  return valid(parsePathText(text), text);
}

const STORED: ParseOptions = { source: NO_SPAN.source };

function valid<T>(parsed: Parsed<T>, text: string): T {
  if (!parsed.ok) throw new Error(`a stored definition does not parse: ${text}`);
  return parsed.value;
}
