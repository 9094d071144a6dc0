import {
  type CollectionItem,
  type Diagnostic,
  type FieldPath,
  type Hint,
  printExpression,
  printPath,
  type Span,
} from "../../grammar/index.js";
import {
  addingStatements,
  appending,
  at,
  beforeFields,
  deleting,
  inserting,
  lastField,
  replacing,
  valueHints,
} from "./hints.js";
import { type FieldNode, lastName, type Statement } from "./shape.js";

export function problem(message: string, span: Span, ...hints: readonly Hint[]): Diagnostic {
  return { severity: "error", message, span, hints };
}

const quoted = (path: FieldPath) => `\`${printPath(path)}\``;

/** Errors of `backfill`. spec/02 §7.3 */
export const backfillProblems = {
  missing: ({ field }: Statement<"backfill">) =>
    problem(`Cannot backfill field ${quoted(field)}, as it is not in the submitted schema`, field.span),
  wildcard: ({ field }: Statement<"backfill">) =>
    problem(
      `Cannot backfill field, as there is a wildcard in the same struct as ${quoted(field)}`,
      field.span,
    ),
  twice: (earlier: Statement<"backfill">, later: Statement<"backfill">) =>
    problem(
      `Cannot backfill field ${quoted(later.field)} multiple times`,
      later.field.span,
      at("Earlier backfill defined here", earlier.span),
      deleting("Delete the later backfill", later.span),
    ),
  beforeSplit: (statement: Statement<"backfill">, split: Statement<"split">) =>
    problem(
      `Cannot split field ${quoted(statement.field)}: cannot split into a field after it's backfilled`,
      statement.field.span,
      at("Field is an output of a split", split.span),
      replacing(
        "Move the backfill after the split",
        split.span,
        `backfill ${printPath(statement.field)} = ${printExpression(statement.value)}`,
      ),
      deleting("Remove the backfill", statement.span),
      deleting("Remove the split", split.span),
    ),
  beforeAdd: (statement: Statement<"backfill">, add: Statement<"add">) =>
    problem(
      `Cannot add field ${quoted(statement.field)} after it's backfilled`,
      add.span,
      at("Field backfilled here", statement.span),
    ),
  /** The missing quotation mark is the reference's. */
  beforeMove: ({ field }: Statement<"backfill">) =>
    problem(`Cannot backfill field \`${printPath(field)}, as it is not in the submitted schema`, field.span),
  unused: ({ field, span }: Statement<"backfill">) =>
    problem(
      `Field ${quoted(field)} is backfilled without being declared by an \`add\` or \`split\` migration`,
      span,
    ),
  typeDefinedHere: (span: Span) => at("Field type defined here", span),
} as const;

/** Errors of `drop`. */
export const dropProblems = {
  present: ({ field }: Statement<"drop">, node: FieldNode) =>
    problem(
      `Cannot drop field ${quoted(field)}. Dropped fields must be removed from schema`,
      field.span,
      at("Field defined here", node.nameSpan),
    ),
  notObject: ({ field }: Statement<"drop">) =>
    problem(`Cannot drop field ${quoted(field)}, as the parent is not an object`, field.span),
  gone: ({ field }: Statement<"drop">) =>
    problem(`Cannot drop field ${quoted(field)}, as the parent object was removed`, field.span),
} as const;

/** Errors of `move`. */
export const moveProblems = {
  missing: ({ field }: Statement<"move">) =>
    problem(`Cannot move field ${quoted(field)}, as it is not in the live schema`, field.span),
  intoWildcard: ({ field, to }: Statement<"move">) =>
    problem(`Cannot move field ${quoted(to)} into a struct with a wildcard definition`, field.span),
  toItself: ({ field, span }: Statement<"move">) =>
    problem("Cannot move a field to itself", field.span, deleting("Remove the futile `move`", span)),
  present: ({ field, to, span }: Statement<"move">, node: FieldNode) =>
    problem(
      `Cannot move field ${quoted(field)}, as it is in the submitted schema`,
      field.span,
      at("Field defined here", node.nameSpan),
      appending(
        `To move ${quoted(field)} to ${quoted(to)} and add a new field named \`${lastName(field)}\`, add an \`add\` migration`,
        span,
        `\n    add ${printPath(field)}`,
      ),
    ),
  outOfWildcard: ({ field }: Statement<"move">) =>
    problem(`Cannot move field ${quoted(field)} out of a struct with a wildcard definition`, field.span),
  gone: ({ field }: Statement<"move">) =>
    problem(`Cannot move field ${quoted(field)}, as the parent object was removed.`, field.span),
  notObject: ({ field }: Statement<"move">) =>
    problem(`Cannot move field ${quoted(field)}, as the parent value is not an object.`, field.span),
} as const;

/** Errors of `split`. */
export const splitProblems = {
  present: ({ field }: Statement<"split">, node: FieldNode) =>
    problem(
      "Cannot split field: field is still present in submitted schema",
      field.span,
      at("Field defined here", node.nameSpan),
    ),
  twice: (earlier: Statement<"split">, later: Statement<"split">) =>
    problem(
      "Cannot split field twice",
      later.field.span,
      at("Field is also split here", earlier.field.span),
      deleting("Remove this split", earlier.span),
      deleting("Remove the later split", later.span),
    ),
  dropped: ({ field }: Statement<"split">, drop: Statement<"drop">) =>
    problem("Cannot drop field that was split", field.span, deleting("Remove the `drop`", drop.span)),
  inWildcard: ({ field }: Statement<"split">) =>
    problem(
      `Cannot split field ${quoted(field)}, which is in a struct with a wildcard definition`,
      field.span,
    ),
  missingTarget: (target: FieldPath) =>
    problem(`Cannot split field, as ${quoted(target)} is not in the submitted schema`, target.span),
  targetInWildcard: (target: FieldPath) =>
    problem(
      `Cannot split into field ${quoted(target)}, which is in a struct with a wildcard definition`,
      target.span,
    ),
  targetAdded: (target: FieldPath, add: Statement<"add">) =>
    problem(
      "Cannot add a field that is also created by a split",
      target.span,
      at("Field is added here", add.span),
      deleting("Remove the add", add.span),
    ),
  targetSplitInto: (target: FieldPath, later: Statement<"split">) =>
    problem(
      "Cannot split into a field that is already split into",
      targetIn(later, target).span,
      at("Field is also split into here", target.span),
      deleting("Remove the later split", later.span),
    ),
  targetMovedInto: (later: Statement<"move">) =>
    problem("Cannot move into a field that is also a split target", later.to.span),
} as const;

function targetIn({ to }: Statement<"split">, target: FieldPath): FieldPath {
  return to.find((path) => printPath(path) === printPath(target)) ?? target;
}

/** Errors of `add`, and of fields that need a value. */
export const addProblems = {
  missing: ({ field }: Statement<"add">) =>
    problem(`Cannot add field, as ${quoted(field)} is not in the submitted schema`, field.span),
  wildcard: ({ field }: Statement<"add">) =>
    problem(`Cannot add field, as there is a wildcard in the same struct as ${quoted(field)}`, field.span),
  splitInto: ({ field, span }: Statement<"add">, split: Statement<"split">) =>
    problem(
      `Cannot split field: field ${quoted(field)} cannot both be added and be a split output`,
      field.span,
      at("Field is an output of a split", split.span),
      deleting("Remove the add", span),
      deleting("Remove the split", split.span),
    ),
  twice: (earlier: Statement<"add">, later: Statement<"add">) =>
    problem(
      `Cannot add field ${quoted(later.field)} twice`,
      later.field.span,
      at("Field added here", earlier.span),
      deleting("Remove the extra add", later.span),
    ),
  movedInto: ({ field, span }: Statement<"add">, move: Statement<"move">) =>
    problem(
      `Cannot move into field ${quoted(field)} as it was also added`,
      move.span,
      at("Field moved into here", move.span),
      deleting("Remove the add", span),
      deleting("Remove the move", move.span),
    ),
  conflictsWithWildcard: ({ field, span }: Statement<"add">) =>
    problem(
      `Cannot add field, as ${quoted(field)} conflicts with the wildcard`,
      field.span,
      appending("Add a `move_conflicts` migration", span, "\n    move_conflicts .conflicts"),
    ),
  noValue: (path: FieldPath, { type }: FieldNode, item: CollectionItem) =>
    problem(
      `Cannot declare non-nullable field ${quoted(path)}: it has no default and no backfill value`,
      path.span,
      ...valueHints(type),
      addingStatements("Add a `backfill` migration", item, `backfill ${printPath(path)} = <expr>`),
    ),
} as const;

type Into = Statement<"move_conflicts"> | Statement<"move_wildcard">;

/** Errors of `move_conflicts`, `move_wildcard`, `add_wildcard`. */
export const wildcardProblems = {
  noWildcard: ({ into, span }: Into, item: CollectionItem) => {
    const last = lastField(item);
    return problem(
      "Cannot move wildcard conflicts, as there is no wildcard in the submitted schema",
      into.span,
      last === undefined
        ? inserting("Add a wildcard constraint", beforeFields(item), "*: Any\n")
        : appending("Add a wildcard constraint", last.span, "\n  *: Any"),
      appending(
        "Move the extra fields into a conflicts field with `move_wildcard`",
        span,
        `\n    move_wildcard ${printPath(into)}`,
      ),
    );
  },
  stillThere: ({ into }: Into) =>
    problem("Cannot move wildcard, as there is still a wildcard in the submitted schema", into.span),
  missing: ({ into }: Into) =>
    problem(
      `Cannot move wildcard conflicts to field ${quoted(into)}, as it is not in the submitted schema`,
      into.span,
    ),
  inWildcard: ({ into }: Into) =>
    problem(
      `Cannot move wildcard conflicts to field, as there is a wildcard in the same struct as ${quoted(into)}`,
      into.span,
    ),
  wrongType: ({ into }: Into) =>
    problem(`Wildcard conflicts field must have the type \`{ *: Any } | Null\``, into.span),
  lacksWildcard: ({ span }: Statement<"add_wildcard">) =>
    problem("Cannot add wildcard, as the submitted schema lacks a wildcard", span),
  addedTwice: (later: Statement<"add_wildcard">) =>
    problem(
      "Cannot add a wildcard twice",
      later.span,
      deleting("Remove the duplicate `add_wildcard` migration", later.span),
    ),
} as const;
