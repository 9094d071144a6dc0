import { type ConstraintFailure, type InitialValue, QueryFailure } from "../../../compiler/index.js";
import {
  type CollectionItem,
  type Diagnostic,
  NO_SPAN,
  type ObjectType,
  parseFieldType,
  printExpression,
  printType,
  type Span,
  span,
  type TypeExpression,
} from "../../../grammar/index.js";
import { attempt, callFunction, type FieldType, NO_ACCESS, type Run, typeName } from "../../call/index.js";
import { checkFields, storableOrNothing, withoutNulls } from "../../documents/index.js";
import { conversionText } from "../../problems/definitions.js";
import { isStruct, NULL, Null, structEntries, type Value } from "../../values/index.js";
import { failureText } from "../../wire/response/failureDiagnostic.js";

type Names = readonly string[];

/** A field that a migration gives a value, as errors show it. */
export interface ConvertedField {
  readonly collection: CollectionItem;
  readonly path: Names;
  readonly type: FieldType;
}

export type InitialValueResult =
  | { readonly ok: true; readonly value: Value | undefined }
  | { readonly ok: false; readonly error: Diagnostic };

/**
 * The value of a backfill or default, in stored form; undefined if it is null. Evaluated once, without any privilege.
 * spec/02 §7.5
 *
 * @param isChecked false for the last target of a split, which takes everything
 */
export function initialValue(
  run: Run,
  field: ConvertedField,
  initial: InitialValue,
  isChecked: boolean,
): InitialValueResult {
  const value = initial.kind === "none" ? NULL : evaluated(run, initial);
  if (value instanceof QueryFailure) return { ok: false, error: diagnosticOf(failureText(value), NO_SPAN) };
  const stored = storableOrNothing(value);
  if (stored === undefined) {
    const message = withFailures(conversionText.migration, [unstorableFailure(value, [])]);
    return { ok: false, error: diagnosticOf(message, NO_SPAN) };
  }
  const failures = isChecked ? typeFailures(field, stored) : [];
  if (failures.length > 0) {
    const message = withFailures(conversionText.backfill, failures);
    return { ok: false, error: diagnosticOf(message, placeOf(field, initial)) };
  }
  return { ok: true, value: stored instanceof Null ? undefined : withoutNulls(stored) };
}

function evaluated(
  run: Run,
  { expression }: Exclude<InitialValue, { readonly kind: "none" }>,
): Value | QueryFailure {
  const body = run.schema.linker.linkExpression(expression, expression.span.source);
  return attempt(run, () => run.accessing(NO_ACCESS, () => callFunction(run, body, [])));
}

type Path = readonly (string | number)[];

/** The innermost part of a value that cannot be stored, by its place in the value. */
function unstorableFailure(value: Value, path: Path): ConstraintFailure {
  const parts: (readonly [string | number, Value])[] = Array.isArray(value)
    ? (value as readonly Value[]).map((item, i) => [i, item])
    : isStruct(value)
      ? [...structEntries(value)]
      : [];
  const part = parts.find(([, each]) => storableOrNothing(each) === undefined);
  if (part !== undefined) return unstorableFailure(part[1], [...path, part[0]]);
  return { paths: path.length === 0 ? [] : [path], message: conversionText.notStorable(typeName(value)) };
}

function typeFailures({ path, type }: ConvertedField, value: Value): readonly ConstraintFailure[] {
  if (value instanceof Null) {
    const found = checkFields(
      { fields: [{ name: "", type, default: undefined }], wildcard: undefined },
      new Map(),
      [],
    );
    return found.length === 0 ? [] : [{ paths: [path], message: conversionText.null(type.text) }];
  }
  const name = path[path.length - 1]!;
  const field = { name, type, default: undefined };
  return checkFields(
    { fields: [field], wildcard: undefined },
    new Map([[name, value]]),
    path.slice(0, -1),
  ).map((failure) => ({ paths: [failure.path], message: failure.message }));
}

function withFailures(title: string, failures: readonly ConstraintFailure[]): string {
  const failure = new QueryFailure("", title);
  failure.failures = failures;
  return failureText(failure);
}

function diagnosticOf(message: string, place: Span): Diagnostic {
  return { severity: "error", message, span: place, hints: [] };
}

/** Where a value came from: a backfill shows no place, a default its text, no value the field's type. */
function placeOf({ collection, path }: ConvertedField, initial: InitialValue): Span {
  switch (initial.kind) {
    case "backfill":
      return NO_SPAN;
    case "default": {
      const text = printExpression(initial.expression);
      // The name is the reference's, whatever the field.
      return span({ name: "foo", text }, 0, text.length);
    }
    case "none":
      return typeSpan(collection, path);
  }
}

function typeSpan(collection: CollectionItem, [top, ...rest]: Names): Span {
  const member = collection.members.find((each) => each.kind === "field" && each.name.text === top);
  if (member?.kind !== "field") return NO_SPAN;
  const text = printType(member.type);
  const source = { name: `*field:${collection.name.text}:${top}*`, text };
  const parsed = parseFieldType(text, { source });
  return parsed.ok ? (nestedType(parsed.value, rest)?.span ?? NO_SPAN) : NO_SPAN;
}

function nestedType(type: TypeExpression, [name, ...rest]: Names): TypeExpression | undefined {
  if (name === undefined) return type;
  const field = (type as ObjectType).fields.find((each) => each.name.text === name);
  return field && nestedType(field.type, rest);
}
