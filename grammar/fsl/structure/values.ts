import type { Expression, Lambda, LambdaSource, Predicate } from "../../ast/index.js";
import type { Diagnostic } from "../../diagnostic.js";
import type { Name, Span } from "../../span.js";
import type { KeywordBody, Member, MemberBody, MemberValue } from "../member.js";
import { problems, type Report } from "../problems.js";
import { refuseAnnotations } from "./annotations.js";

/** The word that a member is called by in errors, and its place. */
export function wordOf(body: MemberBody): { readonly text: string; readonly span: Span } {
  return body.kind === "field" ? { text: "field", span: body.name.span } : body.keyword;
}

export function requiredName(body: KeywordBody, report: Report): Name | undefined {
  if (body.name === undefined) report(problems.missingName(body.keyword.span));
  return body.name;
}

export function refuseName(body: KeywordBody, report: Report): void {
  if (body.name !== undefined) report(problems.nameNotAllowed(body.name.span));
}

export function requiredValue(member: Member, body: KeywordBody, report: Report): MemberValue | undefined {
  if (body.value === undefined) report(problems.missingValue(member.span));
  return body.value;
}

export function requiredBlock(member: Member, body: KeywordBody, report: Report) {
  const value = requiredValue(member, body, report);
  return value && asBlock(value, report);
}

export type BlockValue = MemberValue & { readonly kind: "block" };

export function asBlock(value: MemberValue, report: Report): BlockValue | undefined {
  if (value.kind === "block") return value;
  report(problems.expectedBlock(value.span));
  return undefined;
}

export function asInteger(value: MemberValue, report: Report): bigint | undefined {
  const literal = literalOf(value);
  if (literal?.kind === "integer") return literal.value;
  report(problems.expectedInteger(value.span));
  return undefined;
}

export function asBoolean(value: MemberValue, report: Report): boolean | undefined {
  const literal = literalOf(value);
  if (literal?.kind === "boolean") return literal.value;
  report(problems.expectedBoolean(value.span));
  return undefined;
}

export function asString(value: MemberValue, report: Report): Name | undefined {
  const literal = literalOf(value);
  if (literal?.kind === "string") return { text: literal.value, span: value.span };
  if (value.kind === "expression" && value.expression.kind === "template") {
    const { parts } = value.expression;
    const texts = parts.filter((part) => typeof part === "string");
    if (texts.length === parts.length) return { text: texts.join(""), span: value.span };
    report(problems.interpolatedString(value.span));
    return undefined;
  }
  report(problems.expectedString(value.span));
  return undefined;
}

function literalOf(value: MemberValue) {
  return value.kind === "expression" && value.expression.kind === "literal"
    ? value.expression.value
    : undefined;
}

/** An expression that is no unparenthesised short lambda. */
export function asExpression(value: MemberValue, report: Report): Expression | undefined {
  if (value.kind === "expression") return refuseShortLambda(value.expression, report);
  report(problems.expectedExpression(value.span));
  return undefined;
}

export function refuseShortLambda(expression: Expression, report: Report): Expression | undefined {
  if (expression.kind !== "shortLambda") return expression;
  report(problems.invalidShortLambda(expression.span));
  return undefined;
}

/** The lambda between parentheses; undefined for anything else. */
export function parenthesizedLambda(expression: Expression): LambdaSource | undefined {
  if (expression.kind !== "tuple" || expression.elements.length !== 1) return undefined;
  const [element] = expression.elements;
  return element?.kind === "lambda" || element?.kind === "shortLambda" ? element : undefined;
}

/** The lambda of a `predicate` or `check`, which stands in parentheses. */
export function asParenthesizedLambda(
  value: MemberValue,
  expected: (span: Span, isLambda: boolean) => Diagnostic,
  report: Report,
): LambdaSource | undefined {
  const expression = asExpression(value, report);
  if (expression === undefined) return undefined;
  const lambda = parenthesizedLambda(expression);
  if (lambda === undefined) report(expected(expression.span, expression.kind === "lambda"));
  return lambda;
}

/** The body of a computed field: a lambda, with or without parentheses, or a short one between them. */
export function asComputedBody(expression: Expression, report: Report): LambdaSource | undefined {
  const whole = refuseShortLambda(expression, report);
  if (whole === undefined) return undefined;
  const lambda: Lambda | LambdaSource | undefined =
    whole.kind === "lambda" ? whole : parenthesizedLambda(whole);
  if (lambda === undefined) report(problems.expectedLambda(whole.span));
  return lambda;
}

/** `{ predicate (…) }` behind an action, a membership or a role. */
export function asPredicate(value: MemberValue | undefined, report: Report): Predicate | undefined {
  const block = value && asBlock(value, report);
  if (block === undefined) return undefined;
  const [member] = block.members;
  if (member === undefined || block.members.length > 1) {
    report(problems.singlePredicate(block.span));
    return undefined;
  }
  refuseAnnotations(member, report);
  const { body } = member;
  if (body.kind !== "keyword" || body.keyword.text !== "predicate") {
    report(problems.expectingPredicate(member.span));
    return undefined;
  }
  refuseName(body, report);
  const predicate = requiredValue(member, body, report);
  const lambda = predicate && asParenthesizedLambda(predicate, problems.expectedPredicate, report);
  return lambda && { lambda, bodySpan: block.span };
}
