import type { FieldSchema } from "../../catalog/catalog.js";
import { ANY, BOOLEAN, functionOf, NULL, named, record, singleton, union } from "../../types/build.js";
import { nameOrder } from "../../types/hashTrie.js";
import { lazySignature, NO_DOCUMENT, type Shape, type Signature, signatureOf } from "../../types/shape.js";
import type { RecordOf, Type } from "../../types/type.js";
import type { DeclaredCollection, DeclaredComputedField } from "./declarations.js";
import { indexMethod, withOptionalRange } from "./indexTypes.js";
import { LazyFields } from "./lazyFields.js";
import { type Elaborate, type WriteForms, writeForms } from "./writeForms.js";

/** What the types of a collection are made from. */
export interface CollectionParts {
  readonly collection: DeclaredCollection;
  /** Its name, or its alias: an alias has types of its own. spec/03b §1.8 */
  readonly name: string;
  readonly elaborate: Elaborate;
  /** The type of a computed field, declared or inferred; undefined while it is being inferred. */
  computedType(field: DeclaredComputedField): Type | undefined;
  /** True for queries, where more than four fields are listed by hash. spec/03b §1.2 */
  readonly isHashed: boolean;
}

/** `Foo`, `NullFoo` and `FooCollection`. spec/03b §1 */
export function collectionShapes(parts: CollectionParts): Shape[] {
  return [documentShape(parts), nullShape(parts), collectionShape(parts)];
}

/** The types of a collection that is in error: known by name, without members. spec/03b §5.2 */
export function emptyShapes(name: string, collection: string): Shape[] {
  return [
    shapeOf(name, { document: { kind: "document", collection } }),
    shapeOf(`Null${name}`, { document: { kind: "nullDocument", collection } }),
    shapeOf(`${name}Collection`, {}),
  ];
}

function ordered<T extends { readonly name: string }>(
  parts: CollectionParts,
  fields: readonly T[],
): readonly T[] {
  return parts.isHashed ? nameOrder(fields, (field) => field.name) : fields;
}

function formsOf(parts: CollectionParts): WriteForms {
  const { collection } = parts;
  const fields: readonly FieldSchema[] = ordered(parts, collection.fields);
  const hasNoField =
    collection.fields.length === 0 &&
    (parts.isHashed || (collection.computedFields.length === 0 && !collection.wildcard));
  return writeForms(collection, fields, collection.documentTtls ?? hasNoField, parts.elaborate);
}

/** The structure of a document. spec/03b §1.2 */
export function documentStructure(parts: CollectionParts): RecordOf<Type> {
  const { collection } = parts;
  const fields = new Map<string, Type>([
    ["id", named("ID")],
    ["ts", named("Time")],
    ["ttl", union([named("Time"), NULL], undefined)],
  ]);
  for (const field of ordered(parts, collection.fields)) fields.set(field.name, parts.elaborate(field.type));
  const computed = ordered(parts, collection.computedFields).map(
    (field): [string, () => Type | undefined] => [field.name, () => parts.computedType(field)],
  );
  const wildcard = collection.wildcard ? ANY : undefined;
  if (computed.length === 0) return record<Type>(fields, wildcard, undefined);
  // No type of a schema has variables: the level of such a record is known without its fields.
  return {
    ...record<Type>(fields, wildcard, undefined),
    fields: new LazyFields<Type>(fields, new Map(computed), ANY),
  };
}

function documentShape(parts: CollectionParts): Shape {
  const { name, collection } = parts;
  const document = named(name);
  const form = (key: keyof WriteForms) => method("data", () => formsOf(parts)[key], document);
  return shapeOf(name, {
    fields: new Map([
      ["coll", signatureOf(named(`${name}Collection`))],
      ["exists", signatureOf(nullary(singleton({ kind: "boolean", value: true })))],
      ["update", form("update")],
      ["updateData", form("updateData")],
      ["replace", form("replace")],
      ["replaceData", form("replaceData")],
      ["delete", signatureOf(nullary(named(`Null${name}`)))],
    ]),
    alias: lazySignature(() => documentStructure(parts)),
    document: { kind: "document", collection: collection.name },
  });
}

function nullShape({ name, collection }: CollectionParts): Shape {
  return shapeOf(`Null${name}`, {
    fields: new Map([
      ["id", signatureOf(named("ID"))],
      ["coll", signatureOf(named(`${name}Collection`))],
      ["exists", signatureOf(nullary(singleton({ kind: "boolean", value: false })))],
      ["toString", signatureOf(nullary(named("String")))],
    ]),
    alias: signatureOf(NULL),
    document: { kind: "nullDocument", collection: collection.name },
  });
}

function collectionShape(parts: CollectionParts): Shape {
  const { name, collection } = parts;
  const document = named(name);
  const byId = signatureOf(unary("id", named("ID"), named("Ref", [document])));
  const predicate = unary(undefined, document, BOOLEAN);
  const fields = new Map<string, Signature>([
    ["byId", byId],
    ["create", method("data", () => formsOf(parts).create, document)],
    ["createData", method("data", () => formsOf(parts).createData, document)],
    ["all", signatureOf(withOptionalRange([], named("Set", [document])))],
    ["where", signatureOf(unary("pred", predicate, named("Set", [document])))],
    ["firstWhere", signatureOf(unary("pred", predicate, union([document, NULL], undefined)))],
    ["definition", signatureOf(named("CollectionDef"))],
    ["toString", signatureOf(nullary(named("String")))],
  ]);
  for (const index of collection.indexes) {
    fields.set(
      index.name,
      lazySignature(() => indexMethod(index, name, documentStructure(parts))),
    );
  }
  return shapeOf(`${name}Collection`, { fields, apply: byId });
}

function shapeOf(name: string, parts: Partial<Shape>): Shape {
  return {
    name,
    parameters: [],
    fields: new Map(),
    operators: new Map(),
    apply: undefined,
    access: undefined,
    alias: undefined,
    persistable: false,
    document: NO_DOCUMENT,
    ...parts,
  };
}

function method(parameter: string, type: () => Type, result: Type): Signature {
  return lazySignature(() => unary(parameter, type(), result));
}

function unary(parameterName: string | undefined, type: Type, result: Type): Type {
  return functionOf<Type, Type>({
    names: [parameterName],
    parameters: [type],
    variadic: undefined,
    variadicName: undefined,
    result,
    span: undefined,
  });
}

function nullary(result: Type): Type {
  return functionOf<Type, Type>({
    names: [],
    parameters: [],
    variadic: undefined,
    variadicName: undefined,
    result,
    span: undefined,
  });
}
