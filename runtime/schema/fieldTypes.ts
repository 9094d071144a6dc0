import {
  type Expression,
  type NamedType,
  type ObjectType,
  printType,
  type TypeExpression,
} from "../../grammar/index.js";
import type { Field, FieldType, ScalarType } from "../call/index.js";
import { hashOrder } from "../documents/index.js";
import type { FunctionValue } from "../values/index.js";

/** What the names in a declared type mean. */
export interface FieldTypeScope {
  /** The internal id of a collection by name or alias, built-in ones too. */
  collection(name: string): number | undefined;
  /** The code of a default. */
  default(expression: Expression): FunctionValue;
}

const SCALARS: Readonly<Record<string, ScalarType>> = {
  Int: "Int",
  Long: "Long",
  Double: "Double",
  Float: "Double",
  Number: "Number",
  String: "String",
  Boolean: "Boolean",
  Time: "Time",
  Date: "Date",
  Bytes: "Bytes",
};

/** A declared type with its names resolved. spec/06 §6.2 */
export function fieldType(type: TypeExpression, scope: FieldTypeScope): FieldType {
  const text = printType(shown(type));
  const resolve = (part: TypeExpression) => fieldType(part, scope);
  switch (type.kind) {
    case "any":
      return { kind: "any", text };
    case "literal":
      return { kind: "literal", value: type.value, text };
    case "tuple":
      return { kind: "tuple", elements: type.elements.map(resolve), text };
    case "object":
      return {
        kind: "object",
        fields: type.fields.map((field) => objectField(field, scope)),
        wildcard: type.wildcard && resolve(type.wildcard),
        text,
      };
    case "union":
      return { kind: "union", members: type.members.flatMap((member) => membersOf(resolve(member))), text };
    case "nullable": {
      const members = [...membersOf(resolve(type.base)), { kind: "null", text: "Null" } as const];
      return { kind: "union", members, text };
    }
    case "named":
      return namedType(type, scope, text);
    case "never":
    case "interface":
    case "intersection":
    case "function":
      return { kind: "scalar", scalar: "none", text };
  }
}

/** A field of a collection or of an object type. */
export function objectField(
  field: {
    readonly name: { readonly text: string };
    readonly type: TypeExpression;
    readonly default: Expression | undefined;
  },
  scope: FieldTypeScope,
): Field {
  return {
    name: field.name.text,
    type: fieldType(field.type, scope),
    default: field.default && scope.default(field.default),
  };
}

function membersOf(type: FieldType): readonly FieldType[] {
  return type.kind === "union" ? type.members : [type];
}

function namedType(type: NamedType, scope: FieldTypeScope, text: string): FieldType {
  const name = type.name.text;
  const [argument] = type.args ?? [];
  if (argument !== undefined) {
    if (name === "Array") return { kind: "array", element: fieldType(argument, scope), text };
    const target = argument.kind === "named" ? scope.collection(argument.name.text) : undefined;
    return { kind: "reference", collection: target, text };
  }
  if (name === "Null") return { kind: "null", text };
  const scalar = SCALARS[name];
  if (scalar !== undefined) return { kind: "scalar", scalar, text };
  const collection =
    scope.collection(name) ?? (name.startsWith("Null") ? scope.collection(name.slice(4)) : undefined);
  return collection === undefined
    ? { kind: "scalar", scalar: "none", text }
    : { kind: "reference", collection, text };
}

/** The type as failures show it: long forms, no defaults, objects of many fields in hash order. spec/06 §6.3 */
function shown(type: TypeExpression): TypeExpression {
  switch (type.kind) {
    case "nullable":
      return union(
        [
          type.base,
          { kind: "named", name: { text: "Null", span: type.span }, args: undefined, span: type.span },
        ],
        type,
      );
    case "union":
      return union(type.members, type);
    case "tuple":
      return { ...type, elements: type.elements.map(shown) };
    case "object":
      return shownObject(type);
    case "named":
      return shownName(type);
    default:
      return type;
  }
}

function union(members: readonly TypeExpression[], { span }: TypeExpression): TypeExpression {
  const flat = members.map(shown).flatMap((member) => (member.kind === "union" ? member.members : [member]));
  return { kind: "union", members: flat, span };
}

function shownObject(type: ObjectType): ObjectType {
  const fields = type.fields.map((field) => ({ ...field, type: shown(field.type), default: undefined }));
  return {
    ...type,
    fields: hashOrder(fields, (field) => field.name.text),
    wildcard: type.wildcard && shown(type.wildcard),
  };
}

function shownName(type: NamedType): TypeExpression {
  const { name, args, span } = type;
  const [argument] = args ?? [];
  if (name.text === "Ref" && argument?.kind === "named") {
    const empty = { ...argument, name: { ...argument.name, text: `Null${argument.name.text}` } };
    return { kind: "union", members: [argument, empty], span };
  }
  if (name.text === "Float") return { ...type, name: { ...name, text: "Double" } };
  return args === undefined ? type : { ...type, args: args.map(shown) };
}
