import type { Diagnostic, MigrationStatement } from "../../../grammar/index.js";
import { undoAdd, undoBackfill, undoDrop, undoMove } from "./fields.js";
import { undoSplit } from "./split.js";
import type { Rewinding } from "./state.js";
import { undoAddWildcard, undoMoveConflicts, undoMoveWildcard } from "./wildcard.js";

export { Rewinding } from "./state.js";

/** Undoes one statement. After an error the others are looked at as if it were fine. spec/02 §7.3 */
export function undo(state: Rewinding, statement: MigrationStatement): void {
  const error = undoStatement(state, statement);
  if (error !== undefined) state.fail(error);
}

function undoStatement(state: Rewinding, statement: MigrationStatement): Diagnostic | undefined {
  switch (statement.kind) {
    case "backfill":
      return undoBackfill(state, statement);
    case "drop":
      return undoDrop(state, statement);
    case "move":
      return undoMove(state, statement);
    case "split":
      return undoSplit(state, statement);
    case "add":
      return undoAdd(state, statement);
    case "move_conflicts":
      return undoMoveConflicts(state, statement);
    case "move_wildcard":
      return undoMoveWildcard(state, statement);
    case "add_wildcard":
      return undoAddWildcard(state, statement);
  }
}
