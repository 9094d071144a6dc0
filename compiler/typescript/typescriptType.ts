import type { FunctionType, ObjectTypeField, TypeExpression } from "../../grammar/index.js";
import type { Dialect } from "./dialect.js";
import { RESERVED } from "./names.js";

/** Where a value of the type stands in an answer. */
export type Place =
  /** Outside of documents: documents are written in full, sets as pages. */
  | "answer"
  /** In a field of a document: documents are written as references, sets as cursors. spec/08 §5.2, §5.3 */
  | "field"
  /** In a computed field: the same, but what is null is not left out. */
  | "computed";

export interface TypescriptScope {
  readonly dialect: Dialect;
  /** The TypeScript names of collections, by their names and aliases in the schema. */
  readonly collections: ReadonlyMap<string, string>;
}

const SCALARS: Readonly<Record<string, string>> = {
  Null: "null",
  Boolean: "boolean",
  Int: "number",
  Double: "number",
  Float: "number",
  Long: "number | bigint",
  // Most of them are; a Long beyond 2^53 comes as a bigint.
  Number: "number",
  String: "string",
  ID: "string",
  UUID: "string",
  Bytes: "Uint8Array",
};

const NAMED_DOCUMENTS: ReadonlySet<string> = new Set([
  "CollectionDef",
  "FunctionDef",
  "DatabaseDef",
  "Role",
  "AccessProvider",
]);

/** The TypeScript type of answers whose FQL type this is. What TypeScript cannot say is left open. */
export function typescriptType(type: TypeExpression, place: Place, scope: TypescriptScope): string {
  const go = (part: TypeExpression) => typescriptType(part, place, scope);
  switch (type.kind) {
    case "any":
      return scope.dialect.any;
    case "never":
      return "never";
    case "literal":
      return typeof type.value === "string" ? JSON.stringify(type.value) : String(type.value);
    case "named":
      return namedType(type.name.text, type.args ?? [], place, scope);
    case "object":
      return objectType(type.fields, type.wildcard !== undefined, place, scope);
    case "interface":
      return objectType(type.fields, true, place, scope);
    case "tuple":
      return `[${type.elements.map(go).join(", ")}]`;
    case "union":
      return unionOf(type.members.map(go));
    case "intersection":
      return type.members.every((member) => member.kind === "function") ? FUNCTION_TEXT : scope.dialect.any;
    case "function":
      return FUNCTION_TEXT;
    case "nullable":
      return unionOf([go(type.base), "null"]);
  }
}

/** Functions are written as `[function name()]`. */
const FUNCTION_TEXT = "string";

function namedType(
  name: string,
  args: readonly TypeExpression[],
  place: Place,
  scope: TypescriptScope,
): string {
  const { dialect, collections } = scope;
  const first = args[0];
  const go = (part: TypeExpression) => typescriptType(part, place, scope);
  const collection = collections.get(name);
  if (collection !== undefined) return place === "answer" ? collection : "DocumentReference";
  if (name in SCALARS) return SCALARS[name]!;
  switch (name) {
    case "Time":
    case "TransactionTime":
      return dialect.time;
    case "Date":
      return dialect.date;
    case "Array":
      return first === undefined ? `${dialect.any}[]` : `${inParentheses(go(first))}[]`;
    case "Set":
      return place === "answer"
        ? `Page<${first === undefined ? dialect.any : go(first)}>`
        : dialect.embeddedSet;
    case "EventSource":
      return dialect.eventSource;
    case "Ref":
      return place !== "answer" || first === undefined
        ? "DocumentReference"
        : unionOf([go(first), "NullDocument"]);
    case "NamedRef":
      return place !== "answer" ? dialect.any : unionOf([dialect.namedDocument, "NullDocument"]);
    case "EmptyRef":
    case "EmptyNamedRef":
      return "NullDocument";
    default:
      if (NAMED_DOCUMENTS.has(name)) return dialect.namedDocument;
      if (name.startsWith("Null") && collections.has(name.slice("Null".length))) return "NullDocument";
      return name.endsWith("Collection") || name.endsWith("Module") ? "Module" : dialect.any;
  }
}

function objectType(
  fields: readonly ObjectTypeField[],
  isOpen: boolean,
  place: Place,
  scope: TypescriptScope,
): string {
  const members = fields.map((field) => fieldMember(field.name.text, field.type, place, scope));
  if (members.length === 0 && !isOpen) return "Record<string, never>";
  return withRest(members, isOpen, (each) => `{ ${each.join("; ")} }`, scope);
}

/** An object that may have further fields. Those that may be missing fit no index beside them, only one apart. */
export function withRest(
  members: readonly string[],
  isOpen: boolean,
  braces: (members: readonly string[]) => string,
  { dialect }: TypescriptScope,
): string {
  if (!isOpen) return braces(members);
  const rest = `[field: string]: ${dialect.any}`;
  return members.some((member) => /^("(?:[^"\\]|\\.)*"|[\w$]+)\?:/.test(member))
    ? `${braces(members)} & { ${rest} }`
    : braces([...members, rest]);
}

/** A null field of a document is not there; one of another object is null, or was not there before. */
export function fieldMember(
  name: string,
  type: TypeExpression,
  place: Place,
  scope: TypescriptScope,
): string {
  const isOptional = place !== "answer" && admitsNull(type);
  const text = typescriptType(isOptional && place === "field" ? withoutNull(type) : type, place, scope);
  return `${propertyName(name)}${isOptional ? "?" : ""}: ${text}`;
}

/** A computed field is always there, be it null. */
export function computedMember(name: string, type: TypeExpression, scope: TypescriptScope): string {
  return `${propertyName(name)}: ${typescriptType(type, "computed", scope)}`;
}

/** What a call of a user function gives, as a function type. Inferred signatures know no names of parameters. */
export function functionType(type: FunctionType, names: readonly string[], scope: TypescriptScope): string {
  const parameters = type.parameters.map(
    (parameter, i) => `${parameterName(names[i], i)}: ${typescriptType(parameter.type, "answer", scope)}`,
  );
  if (type.variadic !== undefined) {
    const i = parameters.length;
    const element = inParentheses(typescriptType(type.variadic.type, "answer", scope));
    parameters.push(`...${parameterName(names[i], i)}: ${element}[]`);
  }
  return `(${parameters.join(", ")}) => ${typescriptType(type.result, "answer", scope)}`;
}

/** The same of a function with overloads: what some of them takes, and what some of them gives. */
export function overloadedType(
  overloads: readonly FunctionType[],
  names: readonly string[],
  scope: TypescriptScope,
): string {
  const union = (types: readonly TypeExpression[]) =>
    unionOf(types.map((type) => typescriptType(type, "answer", scope)));
  const parameters = names.map(
    (name, i) =>
      `${parameterName(name, i)}: ${union(overloads.flatMap(({ parameters }) => parameters[i]?.type ?? []))}`,
  );
  return `(${parameters.join(", ")}) => ${union(overloads.map(({ result }) => result))}`;
}

function parameterName(name: string | undefined, index: number): string {
  return name === undefined || !/^[a-z]\w*$/i.test(name) || RESERVED.has(name)
    ? `argument${index + 1}`
    : name;
}

function admitsNull(type: TypeExpression): boolean {
  if (type.kind === "nullable") return true;
  if (type.kind === "union") return type.members.some(admitsNull);
  return type.kind === "named" && type.name.text === "Null";
}

function withoutNull(type: TypeExpression): TypeExpression {
  if (type.kind === "nullable") return withoutNull(type.base);
  if (type.kind !== "union") return type;
  const members = type.members
    .filter((member) => !(member.kind === "named" && member.name.text === "Null"))
    .map(withoutNull);
  return members.length === 1 ? members[0]! : { ...type, members };
}

/** `Int | Double` is one type of TypeScript. */
function unionOf(members: readonly string[]): string {
  return [...new Set(members.flatMap((member) => topLevelMembers(member)))].join(" | ");
}

/** The members of unions that scalars are; others hold brackets. */
function topLevelMembers(text: string): readonly string[] {
  return /^[\w ]+(\| [\w ]+)+$/.test(text) ? text.split(" | ") : [text];
}

function inParentheses(text: string): string {
  return / [|&] /.test(text) && !/^[{[]/.test(text) ? `(${text})` : text;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
