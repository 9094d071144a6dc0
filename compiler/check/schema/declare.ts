import type {
  CollectionItem,
  FunctionItem,
  FunctionType,
  IndexEntry,
  IndexMember,
  Lambda,
  LambdaSource,
  Parameter,
  SchemaItem,
} from "../../../grammar/index.js";
import type { IndexField } from "../../catalog/catalog.js";
import type {
  DeclaredCollection,
  DeclaredComputedField,
  DeclaredFunction,
} from "../environment/declarations.js";

/** The items of a schema with what they declare, in the order of the text. */
export interface DeclaredSchema {
  readonly collections: readonly CheckedCollection[];
  readonly functions: readonly CheckedFunction[];
}

export interface CheckedCollection {
  readonly item: CollectionItem;
  readonly declared: DeclaredCollection;
}

export interface CheckedFunction {
  readonly item: FunctionItem;
  readonly declared: DeclaredFunction;
}

export function declare(items: readonly SchemaItem[]): DeclaredSchema {
  const collections: CheckedCollection[] = [];
  const functions: CheckedFunction[] = [];
  for (const item of items) {
    if (item.kind === "collection") collections.push({ item, declared: declareCollection(item) });
    if (item.kind === "function") functions.push({ item, declared: declareFunction(item) });
  }
  return { collections, functions };
}

function declareCollection(item: CollectionItem): DeclaredCollection {
  const { members } = item;
  const fields = members.flatMap((member) =>
    member.kind === "field" ? [{ name: member.name.text, type: member.type, default: member.default }] : [],
  );
  const computedFields = members.flatMap((member): DeclaredComputedField[] =>
    member.kind === "computed" ? [{ name: member.name.text, body: member.body, type: member.type }] : [],
  );
  const indexes = members.flatMap((member) => (member.kind === "index" ? [declareIndex(member)] : []));
  const ttls = members.find((member) => member.kind === "document_ttls");
  return {
    name: item.name.text,
    alias: item.alias?.value.text,
    fields,
    computedFields,
    wildcard: fields.length === 0 || members.some((member) => member.kind === "wildcard"),
    indexes,
    documentTtls: ttls?.kind === "document_ttls" ? ttls.value : undefined,
  };
}

function declareIndex(member: IndexMember) {
  const field = ({ path, mva, order }: IndexEntry): IndexField => ({ path, mva, order: order ?? "asc" });
  return { name: member.name.text, terms: (member.terms?.entries ?? []).map(field) };
}

function declareFunction(item: FunctionItem): DeclaredFunction {
  return {
    name: item.name.text,
    alias: item.alias?.value.text,
    body: bodyOf(item),
    signature: signatureOf(item),
  };
}

/** `_` is no name that a body could mention. */
function parameterOf({ name }: FunctionItem["parameters"][number]): Parameter {
  return { name: name.text === "_" ? undefined : name.text, span: name.span };
}

function bodyOf(item: FunctionItem): LambdaSource {
  const body: Lambda = {
    kind: "lambda",
    parameters: item.parameters.map(parameterOf),
    rest: item.rest === undefined ? undefined : parameterOf(item.rest),
    body: item.body,
    span: item.body.span,
  };
  return body;
}

/** Undefined where the types are left to inference: all are written, or none. */
function signatureOf(item: FunctionItem): FunctionType | undefined {
  const { result, rest } = item;
  if (result === undefined) return undefined;
  return {
    kind: "function",
    parameters: item.parameters.flatMap(({ name, type }) => (type === undefined ? [] : [{ name, type }])),
    variadic: rest?.type === undefined ? undefined : { name: rest.name, type: rest.type },
    result,
    span: item.signatureSpan,
  };
}
