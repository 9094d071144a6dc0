import type {
  CollectionItem,
  Expression,
  FieldPath,
  MigrationStatement,
  ObjectType,
  ObjectTypeField,
  Span,
  TypeExpression,
} from "../../grammar/index.js";
import { NO_SPAN } from "../../grammar/index.js";

export type Statement<K extends MigrationStatement["kind"]> = Extract<MigrationStatement, { kind: K }>;

/** Where a field of a shape comes from. The first four are there, the others were removed by undoing. spec/02 §7.3 */
export type Source =
  | { readonly kind: "schema" }
  | { readonly kind: "split"; readonly by: Statement<"split"> }
  | { readonly kind: "drop"; readonly by: Statement<"drop"> }
  | { readonly kind: "backfill"; readonly by: Statement<"backfill"> }
  | { readonly kind: "splitInto"; readonly by: Statement<"split"> }
  | { readonly kind: "add"; readonly by: Statement<"add"> }
  | { readonly kind: "movedInto"; readonly by: Statement<"move"> };

/** A field of a collection, or of an object in it. */
export interface FieldNode {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeExpression;
  readonly default: Expression | undefined;
  /** The fields of a plain object type. */
  readonly children: Map<string, FieldNode> | undefined;
  readonly source: Source;
}

/** The fields of a collection at one point of its migrations. */
export interface Shape {
  readonly fields: Map<string, FieldNode>;
  /** The effective one. spec/02 §6 */
  wildcard: boolean;
}

export function shapeOf({ members }: CollectionItem): Shape {
  const fields = members.flatMap((member) => (member.kind === "field" ? [schemaNode(member)] : []));
  return {
    fields: new Map(fields.map((node) => [node.name, node])),
    wildcard: fields.length === 0 || members.some((member) => member.kind === "wildcard"),
  };
}

function schemaNode({ name, type, default: value }: ObjectTypeField): FieldNode {
  return {
    name: name.text,
    nameSpan: name.span,
    type,
    default: value,
    children:
      type.kind === "object"
        ? new Map(type.fields.map((field) => [field.name.text, schemaNode(field)]))
        : undefined,
    source: { kind: "schema" },
  };
}

export function isPresent({ source }: FieldNode): boolean {
  switch (source.kind) {
    case "schema":
    case "split":
    case "drop":
    case "backfill":
      return true;
    case "splitInto":
    case "add":
    case "movedInto":
      return false;
  }
}

/** A field's type as its object's fields are now. */
export function typeOf({ type, children }: FieldNode): TypeExpression {
  if (children === undefined) return type;
  const fields = [...children.values()].filter(isPresent).map((node) => ({
    name: { text: node.name, span: node.nameSpan },
    type: typeOf(node),
    default: node.default,
  }));
  const { wildcard, span } = type as ObjectType;
  return { kind: "object", fields, wildcard, span };
}

export const ANY_TYPE: TypeExpression = { kind: "any", span: NO_SPAN };

export function namesOf(path: FieldPath): readonly string[] {
  return path.elements.map((element) => (element.kind === "field" ? element.name : String(element.index)));
}

export function lastSpan({ elements, span }: FieldPath): Span {
  return elements[elements.length - 1]?.span ?? span;
}

export type Found =
  | { readonly kind: "field"; readonly node: FieldNode }
  | { readonly kind: "missing" }
  /** In an object that takes any field. */
  | { readonly kind: "wildcard" };

/** A field by its path; all around it must be plain objects of the schema. spec/02 §7.3 */
export function lookUp(shape: Shape, path: FieldPath): Found {
  const parent = parentOf(shape, path);
  if (parent.kind === "wildcard") return parent;
  const node = parent.kind === "object" ? parent.fields.get(lastName(path)) : undefined;
  return node === undefined ? { kind: "missing" } : { kind: "field", node };
}

export type Parent =
  | { readonly kind: "object"; readonly fields: Map<string, FieldNode> }
  /** An object that takes any field, too. */
  | { readonly kind: "wildcard"; readonly fields: Map<string, FieldNode> }
  | { readonly kind: "notObject" }
  /** Dropped later on: accepts everything. */
  | { readonly kind: "dropped" }
  | { readonly kind: "gone" };

/** What a field would stand in. */
export function parentOf(shape: Shape, path: FieldPath): Parent {
  let fields = shape.fields;
  let kind: "object" | "wildcard" = "object";
  for (const name of namesOf(path).slice(0, -1)) {
    const node = fields.get(name);
    if (node === undefined || !isPresent(node)) return { kind: "gone" };
    if (node.source.kind === "drop") return { kind: "dropped" };
    if (node.source.kind !== "schema" || node.children === undefined) return { kind: "notObject" };
    if ((node.type as ObjectType).wildcard !== undefined) kind = "wildcard";
    fields = node.children;
  }
  return { kind, fields };
}

export function lastName(path: FieldPath): string {
  const names = namesOf(path);
  return names[names.length - 1]!;
}
