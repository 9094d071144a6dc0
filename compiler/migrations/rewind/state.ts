import type { CollectionItem, Diagnostic, FieldPath } from "../../../grammar/index.js";
import { addProblems } from "../problems.js";
import {
  type FieldNode,
  isPresent,
  lastName,
  lastSpan,
  type Parent,
  parentOf,
  type Shape,
  type Source,
  type Statement,
  shapeOf,
  typeOf,
} from "../shape.js";
import { type InitialValue, type MigrationStep, NO_VALUE } from "../step.js";
import type { MigrationTypes } from "../types.js";

/** A shape whose migrations are being undone, from the last to the first. spec/02 §7.3 */
export class Rewinding {
  readonly shape: Shape;
  readonly errors: Diagnostic[] = [];
  /** The steps of the statements undone so far, the first one last. */
  readonly undone: MigrationStep[] = [];
  /** True where a later statement says where values of wrong types go. */
  hasConflictsField = false;
  /** The later statement that adds the wildcard. */
  addsWildcard: Statement<"add_wildcard"> | undefined = undefined;

  constructor(
    readonly item: CollectionItem,
    readonly types: MigrationTypes,
  ) {
    this.shape = shapeOf(item);
  }

  fail(error: Diagnostic): void {
    this.errors.push(error);
  }

  parent(path: FieldPath): Parent {
    return parentOf(this.shape, path);
  }

  /** Puts a field at its path, in the place of one that is there, if its parent can have it. */
  put(path: FieldPath, node: Omit<FieldNode, "name" | "nameSpan"> & Partial<FieldNode>): void {
    const parent = this.parent(path);
    if (parent.kind !== "object" && parent.kind !== "wildcard") return;
    const name = lastName(path);
    parent.fields.set(name, { nameSpan: lastSpan(path), ...node, name });
  }

  /** The field with another source. */
  mark(path: FieldPath, node: FieldNode, source: Source): void {
    this.put(path, { ...node, type: typeOf(node), source });
  }

  /** True of fields that all documents must have. */
  isRequired(node: FieldNode): boolean {
    if (!isPresent(node)) return false;
    if (node.source.kind === "drop") return true;
    return !(node.source.kind === "schema" && node.default !== undefined) && !this.admitsNull(node);
  }

  admitsNull(node: FieldNode): boolean {
    return this.types.admitsNull(typeOf(node));
  }

  /** What a declared field gets in documents without it; an error where nothing is known. */
  initialValue(path: FieldPath, node: FieldNode): InitialValue {
    const { source } = node;
    if (source.kind === "backfill") return { kind: "backfill", expression: source.by.value };
    if (source.kind === "drop" || source.kind === "split") return NO_VALUE;
    if (node.default !== undefined) return { kind: "default", expression: node.default };
    if (!this.admitsNull(node)) this.fail(addProblems.noValue(path, node, this.item));
    return NO_VALUE;
  }
}
