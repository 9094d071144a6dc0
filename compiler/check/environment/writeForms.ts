import type { TypeExpression } from "../../../grammar/index.js";
import type { FieldSchema } from "../../catalog/catalog.js";
import {
  ANY,
  difference,
  functionOf,
  interfaceOf,
  intersection,
  NULL,
  named,
  record,
  tuple,
  union,
} from "../../types/build.js";
import type { Type } from "../../types/type.js";
import type { DeclaredCollection } from "./declarations.js";

/** Turns a declared type into one of the checker, without places. */
export type Elaborate = (type: TypeExpression) => Type;

/** The types of what the write methods of a collection take. spec/03b §1.4 */
export interface WriteForms {
  readonly create: Type;
  readonly createData: Type;
  readonly update: Type;
  readonly updateData: Type;
  readonly replace: Type;
  readonly replaceData: Type;
}

const ID_OR_NULL = union([named("ID"), NULL], undefined);
const TIME_OR_NULL = union([named("Time"), NULL], undefined);

/** Those of one collection. */
export function writeForms(
  collection: DeclaredCollection,
  fields: readonly FieldSchema[],
  hasTtl: boolean,
  elaborate: Elaborate,
): WriteForms {
  const { wildcard } = collection;
  const created = fields.map(
    (field): Field => [field.name, createForm(field.type, field.default !== undefined, elaborate)],
  );
  const updated = fields.map((field): Field => [field.name, updateForm(field.type, elaborate)]);
  const id: Field[] = [["id", ID_OR_NULL]];
  const ttl: Field[] = hasTtl ? [["ttl", TIME_OR_NULL]] : wildcard ? [["ttl", NULL]] : [];
  const data: Field[] = wildcard ? [["data", NULL]] : [];
  const form = (...parts: readonly (readonly Field[])[]) =>
    record<Type>(new Map(parts.flat()), wildcard ? ANY : undefined, undefined);
  return {
    create: form(id, ttl, data, created),
    createData: form(created),
    update: form(ttl, data, updated),
    updateData: form(updated),
    replace: form(ttl, data, created),
    replaceData: form(created),
  };
}

type Field = readonly [name: string, type: Type];

function createForm(type: TypeExpression, hasDefault: boolean, elaborate: Elaborate): Type {
  if (type.kind !== "object") return orNull(widenNumbers(elaborate(type)), hasDefault);
  const fields = type.fields.map(
    (field): Field => [field.name.text, createForm(field.type, field.default !== undefined, elaborate)],
  );
  const wildcard = type.wildcard === undefined ? undefined : widenNumbers(elaborate(type.wildcard));
  const allHaveDefaults = type.fields.every((field) => field.default !== undefined);
  return orNull(record(new Map(fields), wildcard, undefined), hasDefault || allHaveDefaults);
}

function updateForm(type: TypeExpression, elaborate: Elaborate): Type {
  if (type.kind !== "object") return orNull(widenNumbers(elaborate(type)), true);
  const fields = type.fields.map((field): Field => [field.name.text, updateForm(field.type, elaborate)]);
  const wildcard = type.wildcard === undefined ? undefined : widenNumbers(elaborate(type.wildcard));
  return orNull(record(new Map(fields), wildcard, undefined), true);
}

/** `T | Null` once, also where `T` admits null already. */
function orNull(type: Type, isOptional: boolean): Type {
  if (!isOptional) return type;
  if (type.kind === "union") return union([...type.members, NULL], undefined);
  return union([type, NULL], undefined);
}

const NARROW_NUMBERS: ReadonlySet<string> = new Set(["Int", "Long", "Float", "Double"]);

/** Any number may be written where a kind of numbers is stored: `N(T)`. */
function widenNumbers(type: Type): Type {
  switch (type.kind) {
    case "named":
      if (NARROW_NUMBERS.has(type.name)) return named("Number");
      return type.args.length === 0 ? type : named(type.name, type.args.map(widenNumbers));
    case "record": {
      const fields = new Map([...type.fields].map(([name, field]) => [name, widenNumbers(field)]));
      return record(fields, type.wildcard === undefined ? undefined : widenNumbers(type.wildcard), undefined);
    }
    case "tuple":
      return tuple(type.elements.map(widenNumbers), undefined);
    case "union":
      return union(type.members.map(widenNumbers), undefined);
    case "intersection":
      return intersection(type.members.map(widenNumbers), undefined);
    case "difference":
      return difference(widenNumbers(type.value), undefined);
    case "interface":
      return interfaceOf(type.field, widenNumbers(type.result), undefined);
    case "function":
      return functionOf({
        ...type,
        parameters: type.parameters.map(widenNumbers),
        variadic: type.variadic === undefined ? undefined : widenNumbers(type.variadic),
        result: widenNumbers(type.result),
      });
    case "any":
    case "never":
    case "singleton":
    case "skolem":
    case "variable":
      return type;
  }
}
