import type { CollectionMember, Diagnostic, SchemaItem } from "../../../grammar/index.js";
import type { Library } from "../../library.js";
import { ANY, applyUse, BOOLEAN, NULL, named, union } from "../../types/build.js";
import { elaborate } from "../../types/elaborate.js";
import { displayType } from "../../types/inferred.js";
import { inferredType } from "../display.js";
import { SchemaInference } from "../environment/schemaInference.js";
import type { TypeEnvironment } from "../environment/typeEnvironment.js";
import { guarded } from "../guarded.js";
import { Inferring } from "../infer.js";
import { NO_LIMITS } from "../limits.js";
import { Session } from "../session.js";
import { type CheckedCollection, type CheckedFunction, type DeclaredSchema, declare } from "./declare.js";
import { earlyErrors } from "./earlyErrors.js";
import { indexedComputedErrors } from "./indexedComputed.js";
import { checkPath } from "./paths.js";
import { functionOrder } from "./recursion.js";
import { roleErrors } from "./roles.js";

export interface SchemaCheckOptions {
  /** False where code is not typechecked: only types of fields, defaults and names of roles are looked at then. */
  readonly typechecked: boolean;
}

export type SchemaCheck =
  | {
      readonly ok: true;
      /** The signature of each function, as queries see it. */
      readonly signatures: ReadonlyMap<string, string>;
      /** The types of computed fields, by collection and name. */
      readonly computedFields: ReadonlyMap<string, ReadonlyMap<string, string>>;
    }
  | { readonly ok: false; readonly errors: readonly Diagnostic[] };

const BOOLEAN_OR_NULL = union([BOOLEAN, NULL], undefined);

/** Checks the whole schema of a database, as its text will be. spec/03b §5, spec/02 §6 */
export function checkSchema(
  items: readonly SchemaItem[],
  library: Library,
  { typechecked }: SchemaCheckOptions,
): SchemaCheck {
  const schema = declare(items);
  const all = schema.collections.map(({ declared }) => declared);
  const functions = schema.functions.map(({ declared }) => declared);
  const whole = new SchemaInference({ declarations: { collections: all, functions: [] }, library })
    .environment;
  const early = schema.collections.map((collection) => earlyErrors(collection, whole));
  const firstWrong = early.findIndex((errors) => errors.length > 0);
  const known = firstWrong < 0 ? all : all.slice(0, firstWrong);
  const order = functionOrder(functions);
  const inference = new SchemaInference({
    declarations: typechecked ? { collections: known, functions } : { collections: [], functions: [] },
    library,
    leftOut: typechecked ? all.slice(known.length) : all,
    recursive: order.recursive,
  });
  const errors = early.flat();
  if (typechecked) {
    errors.push(...signatureErrors(schema, inference.environment));
    for (const { item, declared } of schema.functions) {
      if (order.recursive.has(declared)) errors.push(recursionError(item));
    }
    for (const each of order.order) errors.push(...errorsOf(inference.functionBody(each)));
    for (const each of schema.functions) errors.push(...declaredBodyErrors(each, inference));
  }
  for (const each of schema.collections) errors.push(...collectionErrors(each, inference, typechecked));
  if (typechecked) errors.push(...indexedComputedErrors(schema, inference));
  if (errors.length === 0) errors.push(...roleErrors(items, typechecked ? inference.environment : undefined));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, ...inferredTypes(schema, inference) };
}

function errorsOf(found: ReturnType<SchemaInference["functionBody"]>): readonly Diagnostic[] {
  return found === "open" ? [] : found.errors;
}

function signatureErrors(schema: DeclaredSchema, { shapes }: TypeEnvironment): Diagnostic[] {
  return schema.functions.flatMap(({ declared }) =>
    declared.signature === undefined
      ? []
      : elaborate(declared.signature, { shapes, genericLevel: 1, keepSpans: true }).errors,
  );
}

function recursionError(item: CheckedFunction["item"]): Diagnostic {
  const message = `Recursively defined \`${item.name.text}\` needs explicit type.`;
  return { severity: "error", message, span: item.span, hints: [] };
}

/** The body of a function with a signature. */
function declaredBodyErrors(
  { declared }: CheckedFunction,
  inference: SchemaInference,
): readonly Diagnostic[] {
  const { signature, body } = declared;
  if (signature === undefined) return [];
  const { shapes } = inference.environment;
  const inferring = new Inferring(inference.environment, NO_LIMITS);
  guarded(body.span, inferring, () =>
    inferring.deeper(() => {
      const value = inferring.infer(body, undefined);
      const { type } = elaborate(signature, { shapes, genericLevel: 1, keepSpans: true });
      inferring.constrain(value, type, body.span);
    }),
  );
  return inferring.errors;
}

function collectionErrors(
  collection: CheckedCollection,
  inference: SchemaInference,
  typechecked: boolean,
): readonly Diagnostic[] {
  const { members } = collection.item;
  const inferring = new Inferring(inference.environment, NO_LIMITS);
  const errors: Diagnostic[] = [];
  guarded(collection.item.span, inferring, () => {
    for (const member of members) checkDefault(inferring, member);
    if (!typechecked) return;
    errors.push(...inferring.errors.splice(0));
    for (const field of collection.declared.computedFields) {
      errors.push(...errorsOf(inference.computedBody(collection.declared, field)));
    }
    for (const member of members) checkConstraint(inferring, collection, member);
    for (const member of members) if (member.kind === "index") checkIndex(inferring, collection, member);
    for (const member of members) {
      if (member.kind !== "unique") continue;
      for (const { path } of member.entries) checkPath(inferring, collection.declared.name, path);
    }
  });
  return [...errors, ...inferring.errors];
}

function checkDefault(inferring: Inferring, member: CollectionMember): void {
  if (member.kind !== "field" || member.default === undefined) return;
  const { shapes } = inferring.environment;
  const value = inferring.infer(member.default, undefined);
  const { type, errors } = elaborate(member.type, { shapes, keepSpans: true });
  if (errors.length === 0) inferring.constrain(value, type, member.default.span);
}

function checkConstraint(
  inferring: Inferring,
  { declared }: CheckedCollection,
  member: CollectionMember,
): void {
  if (member.kind !== "check") return;
  const lambda = inferring.infer(member.body, undefined);
  inferring.constrain(lambda, applyUse([named(declared.name)], BOOLEAN_OR_NULL, undefined), member.body.span);
}

function checkIndex(
  inferring: Inferring,
  { declared }: CheckedCollection,
  { terms, values }: CollectionMember & { kind: "index" },
): void {
  for (const { path } of [...(terms?.entries ?? []), ...(values?.entries ?? [])]) {
    checkPath(inferring, declared.name, path);
  }
}

/** What queries will see of what was inferred. */
function inferredTypes(schema: DeclaredSchema, inference: SchemaInference) {
  const session = new Session();
  const { shapes } = inference.environment;
  const display = (type: Parameters<typeof inferredType>[2]) =>
    displayType(inferredType(session, shapes, type, true));
  return {
    signatures: new Map(
      schema.functions.map(({ declared }) => [declared.name, display(inference.functionType(declared))]),
    ),
    computedFields: new Map(
      schema.collections.map(({ declared }) => [
        declared.name,
        new Map(
          declared.computedFields.map(({ name }) => [
            name,
            display(inference.computedType(declared, name) ?? ANY),
          ]),
        ),
      ]),
    ),
  };
}
