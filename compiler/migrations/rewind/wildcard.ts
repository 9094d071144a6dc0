import { type Diagnostic, NO_SPAN, type TypeExpression } from "../../../grammar/index.js";
import { wildcardProblems } from "../problems.js";
import { ANY_TYPE, type FieldNode, isPresent, lookUp, type Statement, typeOf } from "../shape.js";
import type { Rewinding } from "./state.js";

type Into = Statement<"move_conflicts"> | Statement<"move_wildcard">;

/** `move_conflicts .c`: the `add`s before it put there what does not fit. */
export function undoMoveConflicts(
  state: Rewinding,
  statement: Statement<"move_conflicts">,
): Diagnostic | undefined {
  if (!state.shape.wildcard) return wildcardProblems.noWildcard(statement, state.item);
  const error = intoError(state, statement);
  if (error !== undefined) return error;
  state.hasConflictsField = true;
  state.undone.push({ kind: "move_conflicts", into: statement.into });
  return undefined;
}

/** `move_wildcard .c`: there was a wildcard, whose fields went into `.c`. */
export function undoMoveWildcard(
  state: Rewinding,
  statement: Statement<"move_wildcard">,
): Diagnostic | undefined {
  const { shape } = state;
  if (shape.wildcard) return wildcardProblems.stillThere(statement);
  const error = intoError(state, statement);
  if (error !== undefined) return error;
  shape.wildcard = true;
  const kept = [...shape.fields.values()].filter(isPresent).map(({ name }) => name);
  state.undone.push({ kind: "move_wildcard", into: statement.into, kept });
  return undefined;
}

/** `add_wildcard`: there was none. */
export function undoAddWildcard(
  state: Rewinding,
  statement: Statement<"add_wildcard">,
): Diagnostic | undefined {
  const { shape } = state;
  if (state.addsWildcard) return wildcardProblems.addedTwice(state.addsWildcard);
  if (!shape.wildcard) return wildcardProblems.lacksWildcard(statement);
  state.addsWildcard = statement;
  shape.wildcard = false;
  state.undone.push({ kind: "add_wildcard" });
  return undefined;
}

/** The field must be able to take any fields, or none. */
function intoError(state: Rewinding, statement: Into): Diagnostic | undefined {
  const found = lookUp(state.shape, statement.into);
  if (found.kind === "missing") return wildcardProblems.missing(statement);
  if (found.kind === "wildcard") return wildcardProblems.inWildcard(statement);
  return isDropped(found.node) || isAnyFields(state, found.node)
    ? undefined
    : wildcardProblems.wrongType(statement);
}

function isDropped({ source }: FieldNode): boolean {
  return source.kind === "drop";
}

const ANY_FIELDS: TypeExpression = {
  kind: "union",
  members: [
    { kind: "object", fields: [], wildcard: ANY_TYPE, span: NO_SPAN },
    { kind: "named", name: { text: "Null", span: NO_SPAN }, args: undefined, span: NO_SPAN },
  ],
  span: NO_SPAN,
};

/** Exactly `{ *: Any } | Null`, however it is written. */
function isAnyFields({ types }: Rewinding, node: FieldNode): boolean {
  const type = typeOf(node);
  return (
    types.fits(type, ANY_FIELDS, "strict") && types.fits(ANY_FIELDS, type, "strict") && type.kind !== "any"
  );
}
