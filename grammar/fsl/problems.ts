import { type Diagnostic, type Hint, syntaxError } from "../diagnostic.js";
import type { Span } from "../span.js";

/** Takes a finding of the second phase. */
export type Report = (diagnostic: Diagnostic) => void;

const at = (message: string) => (span: Span) => syntaxError(message, span);
const named = (message: (name: string) => string) => (span: Span, name: string) =>
  syntaxError(message(name), span);

function hint(message: string, span: Span): Hint {
  return { kind: "hint", message, span };
}

/** The errors of FSL's structure. spec/02 §2 */
export const problems = {
  invalidSchemaItem: named((word) => `Invalid schema item \`${word}\``),
  invalidFieldOrMember: named((word) => `Invalid field or member \`${word}\``),
  invalidMember: named((word) => `Invalid member \`${word}\``),
  invalidAction: named((word) => `Invalid action \`${word}\``),
  invalidIdentifier: named((name) => `Invalid identifier \`${name}\``),
  invalidReservedName: named((name) => `Invalid reserved name \`${name}\``),

  missingName: at("Missing required name"),
  nameNotAllowed: at("Name is not allowed here"),
  missingValue: at("Missing required value"),
  missingIssuer: at("Missing issuer"),
  missingJwksUri: at("Missing jwks uri"),

  expectedBlock: at("Expected a block"),
  expectedInteger: at("Expected integer literal"),
  expectedString: at("Expected string literal"),
  expectedBoolean: at("Expected boolean literal"),
  expectedTerms: at("Expected an array of terms"),
  expectedValues: at("Expected an array of values"),
  expectedExpression: at("Expected an expression literal"),
  expectedLambda: at("Expected lambda"),
  expectedPredicate: at("Expected lambda predicate"),
  expectedCheck: (span: Span, isLambda: boolean) =>
    syntaxError(
      "Expected lambda check predicate",
      span,
      isLambda ? "Check constraints require parenthesis around the lambda" : undefined,
    ),
  interpolatedString: at("Cannot interpolate values in a string literal"),
  emptyUnique: at("Expected non-empty terms for a unique constraint"),
  expectedMva: at("Expected 'mva'"),
  expectedOrderOrMva: at("Expected 'asc', 'desc', or 'mva'"),
  invalidShortLambda: at("Invalid anonymous field access"),

  computedWithoutValue: at("Computed fields require a value"),
  expectedType: at("Expected a type signature"),
  wildcardDefault: at("No default allowed for wildcard field"),
  expectedFunction: at("Expected a function definition"),

  annotationNotSupported: at("Annotation not supported here"),
  annotationsNotAllowed: at("Annotations are not allowed here"),

  singlePredicate: at("Expected a single predicate member"),
  expectingPredicate: at("Expecting a predicate"),

  emptyMigrations: at("Empty migration blocks are not allowed"),
  expectedMigrations: at("Expected a migration block"),
  onlyMigrations: at("Only migrations are allowed in migration blocks"),
  expectedMigration: at("Expected a migration"),
  indexInMigration: at("Cannot index into an item in a migration path"),
  singleSplit: at("Expected at least two fields to split into"),
  repeatedSplit: at("Expected list of fields with no duplicates"),

  duplicate: (what: string, span: Span, first: Span) =>
    syntaxError(`Duplicate ${what}`, span, undefined, [hint("Originally defined here", first)]),
  duplicateUnique: (span: Span, first: Span) =>
    syntaxError("Duplicate unique constraint.", span, undefined, [
      hint("This unique constraint covers the same fields.", first),
    ]),

  argumentTypes: (span: Span, reason: Hint) =>
    syntaxError("All or no arguments must have a type", span, undefined, [reason]),
  returnTypeRequired: (span: Span, reason: Hint) =>
    syntaxError("Return type is required when arguments have a type", span, undefined, [reason]),
  returnTypeNotAllowed: (span: Span, reason: Hint) =>
    syntaxError("Return type is not allowed when arguments do not have a type", span, undefined, [reason]),

  defaultNotAllowed: (span: Span, reason?: Hint) =>
    syntaxError("Default values are not allowed here", span, undefined, reason && [reason]),
} as const;

/** Why something that stands elsewhere makes this an error. */
export const reasons = {
  typedArgument: (span: Span) => hint("Expecting types due to this type annotation", span),
  untypedArgument: (span: Span) => hint("Expecting no types due to this argument not having a type", span),
  conflictingDefault: (span: Span) => hint("Parent has a conflicting default value", span),
  nullableParent: (span: Span) => hint("Parent is nullable", span),
  unionParent: (span: Span) => hint("Parent is a union", span),
  notObjectParent: (span: Span) => hint("Parent is not an object", span),
} as const;
