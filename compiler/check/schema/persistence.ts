import { compareSpans, type Diagnostic, type Hint, NO_SPAN, type Span } from "../../../grammar/index.js";
import { displayType, type InferredType } from "../../types/inferred.js";
import type { Shapes } from "../../types/shape.js";
import type { NamedType, Type, UnionType } from "../../types/type.js";

/** Prints a type as it was written. */
export type Display = (type: Type) => InferredType;

/** Why a field's values could not be stored; undefined if they can. spec/03b §5.3 */
export function persistenceError(
  field: string,
  collection: string,
  type: Type,
  shapes: Shapes,
  display: Display,
): Diagnostic | undefined {
  const parts = unstorable(type, shapes);
  if (parts.length === 0) return undefined;
  const causes = parts.map((part) => causesOf(part, shapes, display));
  causes.sort((a, b) => compareSpans(a.span, b.span));
  const distinct = causes.filter(
    ({ span, text }, index) =>
      !causes.slice(0, index).some((each) => each.span === span && each.text === text),
  );
  return {
    severity: "error",
    message: `Field \`${field}\` in collection ${collection} is not persistable`,
    span: type.span ?? NO_SPAN,
    hints: distinct.flatMap(({ hints }) => hints),
  };
}

interface Cause {
  readonly span: Span;
  readonly text: string;
  readonly hints: readonly Hint[];
}

function causesOf(part: Type, shapes: Shapes, display: Display): Cause {
  const span = part.span ?? NO_SPAN;
  const text = `Type ${displayType(display(part))} is not persistable`;
  const hints: Hint[] = [{ kind: "cause", message: text, span }];
  const document = part.kind === "named" ? shapes.get(part.name)?.document : undefined;
  if (document !== undefined && document.kind !== "none" && part.kind === "named") {
    const name = document.kind === "document" ? part.name : part.name.slice("Null".length);
    hints.push({
      kind: "hint",
      message: `Use Ref<${name}> as the type of a reference to a ${name} document`,
      span,
      suggestion: { replacement: `Ref<${name}>` },
    });
  }
  return { span, text, hints };
}

/** The parts of a type that cannot be stored. */
function unstorable(type: Type, shapes: Shapes): readonly Type[] {
  const all = (parts: Iterable<Type>) => [...parts].flatMap((part) => unstorable(part, shapes));
  switch (type.kind) {
    case "any":
    case "singleton":
    case "variable":
    case "skolem":
      return [];
    case "never":
    case "interface":
    case "function":
    case "difference":
      return [type];
    case "record":
      return [...all(type.fields.values()), ...(type.wildcard === undefined ? [] : all([type.wildcard]))];
    case "tuple":
      return all(type.elements);
    case "union":
      return unstorableMembers(type, shapes);
    case "intersection": {
      const members = type.members.map((member) => unstorable(member, shapes));
      return members.some((parts) => parts.length === 0) ? [] : members.flat();
    }
    case "named":
      if (type.name === "Ref") return [];
      if (shapes.get(type.name)?.persistable !== true) return [type];
      return all(type.args);
  }
}

/** A document type and its null type are a reference together. */
function unstorableMembers(type: UnionType, shapes: Shapes): readonly Type[] {
  const documents = new Set<string>();
  const nulls = new Set<string>();
  for (const member of type.members) {
    const side = sideOf(member, shapes);
    if (side !== undefined) (side.isNull ? nulls : documents).add(side.collection);
  }
  return type.members.flatMap((member) => {
    const side = sideOf(member, shapes);
    if (side !== undefined && (side.isNull ? documents : nulls).has(side.collection)) return [];
    return unstorable(member, shapes);
  });
}

function sideOf(member: Type, shapes: Shapes): { collection: string; isNull: boolean } | undefined {
  if (member.kind !== "named") return undefined;
  const emptyOf = member.name === "EmptyRef" ? (member.args[0] as NamedType | undefined)?.name : undefined;
  const document = shapes.get(emptyOf ?? member.name)?.document;
  if (document === undefined || document.kind === "none") return undefined;
  return {
    collection: document.collection,
    isNull: emptyOf !== undefined || document.kind === "nullDocument",
  };
}
