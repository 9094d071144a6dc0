import { type Diagnostic, printPath } from "../../../grammar/index.js";
import { addProblems, backfillProblems, dropProblems, moveProblems } from "../problems.js";
import { ANY_TYPE, isPresent, lookUp, type Statement, typeOf } from "../shape.js";
import type { Rewinding } from "./state.js";

/** `backfill .f = e`: the `add` or `split` before it will ask for the value. */
export function undoBackfill(state: Rewinding, statement: Statement<"backfill">): Diagnostic | undefined {
  const { field, value } = statement;
  const found = lookUp(state.shape, field);
  if (found.kind === "missing") return backfillProblems.missing(statement);
  if (found.kind === "wildcard") return backfillProblems.wildcard(statement);
  const { node } = found;
  const type = typeOf(node);
  state.types.valueErrors(value, type).forEach((error, i) => {
    const hints = i === 0 ? [...error.hints, backfillProblems.typeDefinedHere(type.span)] : error.hints;
    state.fail({ ...error, hints });
  });
  switch (node.source.kind) {
    case "backfill":
      return backfillProblems.twice(statement, node.source.by);
    case "splitInto":
      return backfillProblems.beforeSplit(statement, node.source.by);
    case "add":
      return backfillProblems.beforeAdd(statement, node.source.by);
    case "movedInto":
      return backfillProblems.beforeMove(statement);
    case "schema":
    case "split":
    case "drop":
      state.mark(field, node, { kind: "backfill", by: statement });
  }
  return undefined;
}

/** `drop .f`: it was there, with any type. */
export function undoDrop(state: Rewinding, statement: Statement<"drop">): Diagnostic | undefined {
  const { field } = statement;
  const parent = state.parent(field);
  if (parent.kind === "notObject") return dropProblems.notObject(statement);
  if (parent.kind === "gone") return dropProblems.gone(statement);
  if (parent.kind !== "dropped") {
    const node = parent.fields.get(nameOf(statement));
    if (node !== undefined && isPresent(node)) state.fail(dropProblems.present(statement, node));
  }
  state.put(field, {
    type: ANY_TYPE,
    default: undefined,
    children: undefined,
    source: { kind: "drop", by: statement },
  });
  state.undone.push({ kind: "drop", path: field });
  return undefined;
}

function nameOf({ field }: Statement<"drop">): string {
  const last = field.elements[field.elements.length - 1]!;
  return last.kind === "field" ? last.name : String(last.index);
}

/** `move .a -> .b`: what `.b` is, `.a` was. */
export function undoMove(state: Rewinding, statement: Statement<"move">): Diagnostic | undefined {
  const { field, to } = statement;
  const target = lookUp(state.shape, to);
  if (target.kind === "missing") return moveProblems.missing(statement);
  if (target.kind === "wildcard") return moveProblems.intoWildcard(statement);
  if (printPath(field) === printPath(to)) return moveProblems.toItself(statement);
  const present = lookUp(state.shape, field);
  if (present.kind === "wildcard") return moveProblems.outOfWildcard(statement);
  const node = present.kind === "field" && isPresent(present.node) ? present.node : undefined;
  if (node !== undefined && state.isRequired(node)) state.fail(moveProblems.present(statement, node));
  const parent = state.parent(field);
  if (parent.kind === "gone") return moveProblems.gone(statement);
  if (parent.kind === "notObject") return moveProblems.notObject(statement);
  if (node?.default !== undefined) {
    const value = { kind: "default", expression: node.default } as const;
    state.undone.push({ kind: "add", path: field, type: typeOf(node), value });
  }
  const { source } = target.node;
  state.mark(to, target.node, { kind: "movedInto", by: statement });
  state.put(field, {
    type: target.node.type,
    default: target.node.default,
    children: target.node.children,
    // A value that was given after the move belongs to the old name, which then cannot have been there.
    source:
      source.kind === "backfill" ? { kind: "add", by: { kind: "add", field, span: source.by.span } } : source,
  });
  state.undone.push({ kind: "move", from: field, to });
  return undefined;
}

/** `add .f`: it was not there. */
export function undoAdd(state: Rewinding, statement: Statement<"add">): Diagnostic | undefined {
  const { field } = statement;
  const found = lookUp(state.shape, field);
  if (found.kind === "missing") return addProblems.missing(statement);
  if (found.kind === "wildcard") return addProblems.wildcard(statement);
  const { node } = found;
  switch (node.source.kind) {
    case "splitInto":
      return addProblems.splitInto(statement, node.source.by);
    case "add":
      return addProblems.twice(statement, node.source.by);
    case "movedInto":
      return addProblems.movedInto(statement, node.source.by);
    case "schema":
    case "split":
    case "drop":
    case "backfill":
  }
  const value = state.initialValue(field, node);
  const meetsWildcard = state.shape.wildcard && field.elements.length === 1;
  state.mark(field, node, { kind: "add", by: statement });
  if (meetsWildcard && !state.hasConflictsField) {
    if (!state.types.fits(ANY_TYPE, typeOf(node), "strict")) {
      state.fail(addProblems.conflictsWithWildcard(statement));
    }
    return;
  }
  state.undone.push({ kind: "add", path: field, type: typeOf(node), value });
  return undefined;
}
