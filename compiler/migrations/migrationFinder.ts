import type { CollectionItem, Diagnostic, TypeExpression } from "../../grammar/index.js";
import type { TypeEnvironment } from "../check/environment/typeEnvironment.js";
import { compareWithLive } from "./compareLive.js";
import { pendingStatements } from "./pendingStatements.js";
import { backfillProblems } from "./problems.js";
import { Rewinding, undo } from "./rewind/index.js";
import { type FieldNode, shapeOf } from "./shape.js";
import type { MigrationStep } from "./step.js";
import { MigrationTypes } from "./types.js";

export type Migration =
  | { readonly ok: true; readonly steps: readonly MigrationStep[] }
  | { readonly ok: false; readonly errors: readonly Diagnostic[] };

/** Finds migrations in one schema, whose names types and values may mention. */
export interface MigrationFinder {
  /**
   * What turns the documents of a collection into those of the submitted one: found by undoing the statements from last
   * to first, which must lead to the live shape. Without a live collection (a new or empty one) the statements only have
   * to make sense. spec/02 §7
   */
  derive(submitted: CollectionItem, live: CollectionItem | undefined): Migration;
  /** A type as people are shown it. */
  displayType(type: TypeExpression): string;
}

export function migrationFinder(environment: TypeEnvironment): MigrationFinder {
  const types = new MigrationTypes(environment);
  return {
    derive: (submitted, live) => derive(submitted, live, types),
    displayType: (type) => types.display(type),
  };
}

function derive(
  submitted: CollectionItem,
  live: CollectionItem | undefined,
  types: MigrationTypes,
): Migration {
  const state = new Rewinding(submitted, types);
  const statements = statementsOf(submitted);
  const pending = live === undefined ? statements : pendingStatements(statements, statementsOf(live));
  for (const statement of pending.toReversed()) undo(state, statement);
  for (const statement of unusedBackfills(state.shape.fields)) state.fail(backfillProblems.unused(statement));
  if (state.errors.length > 0) return { ok: false, errors: state.errors };
  if (live === undefined) return { ok: true, steps: [] };
  const isLiveOpen = !live.members.some((member) => member.kind === "wildcard");
  const errors = compareWithLive(state, shapeOf(live), isLiveOpen);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, steps: state.undone.toReversed() };
}

function statementsOf({ members }: CollectionItem) {
  return members.flatMap((member) => (member.kind === "migrations" ? member.statements : []));
}

function unusedBackfills(fields: ReadonlyMap<string, FieldNode>) {
  return [...fields.values()].flatMap(
    ({ source, children }): ReturnType<typeof backfills> => [
      ...backfills(source),
      ...(children === undefined ? [] : unusedBackfills(children)),
    ],
  );
}

function backfills(source: FieldNode["source"]) {
  return source.kind === "backfill" ? [source.by] : [];
}
