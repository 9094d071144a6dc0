import type {
  CollectionDefinition,
  MigrationFinder,
  MigrationStep,
  SplitTarget,
} from "../../../compiler/index.js";
import type { CollectionItem, Diagnostic, FieldPath } from "../../../grammar/index.js";
import type { Run } from "../../call/index.js";
import { type FieldTypeScope, fieldType } from "../fieldTypes.js";
import { collectionItem } from "../items/index.js";
import { allVersions } from "../readDefinitions.js";
import { initialValue } from "./initialValue.js";
import type { RuntimeStep, RuntimeTarget } from "./runtimeStep.js";

/** A collection that a schema change writes. */
export interface ChangedCollection {
  readonly id: number;
  /** As it will be; errors stand in it. */
  readonly submitted: CollectionItem;
  /** As it is in force; undefined of a new one. */
  readonly live: CollectionDefinition | undefined;
}

export interface PlannedMigration {
  readonly id: number;
  readonly submitted: CollectionItem;
  readonly steps: readonly MigrationStep[];
}

export type MigrationPlan =
  | { readonly ok: true; readonly migrations: readonly PlannedMigration[] }
  | { readonly ok: false; readonly errors: readonly Diagnostic[] };

/** What the documents of all changed collections have to go through, or why they cannot. spec/02 §7 */
export function planMigrations(
  run: Run,
  collections: readonly ChangedCollection[],
  finder: MigrationFinder,
): MigrationPlan {
  const migrations: PlannedMigration[] = [];
  const errors: Diagnostic[] = [];
  for (const { id, submitted, live } of collections) {
    const isCompared = live !== undefined && hasVersions(run, id);
    const migration = finder.derive(submitted, isCompared ? collectionItem(live) : undefined);
    if (!migration.ok) errors.push(...migration.errors);
    else if (migration.steps.length > 0) migrations.push({ id, submitted, steps: migration.steps });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, migrations };
}

/** True also where all documents were deleted: their history is there. spec/02 §7.1 */
function hasVersions(run: Run, collection: number): boolean {
  const { transaction } = run;
  const all = { collection, after: { time: 0, id: undefined }, limit: 1 };
  return transaction.changes(all).length > 0 || allVersions(transaction, collection, undefined).length > 0;
}

export type RuntimeMigration =
  | { readonly ok: true; readonly steps: readonly RuntimeStep[] }
  | { readonly ok: false; readonly errors: readonly Diagnostic[] };

/** The steps as documents go through them: values evaluated, once and for all. spec/02 §7.5 */
export function runtimeSteps(
  run: Run,
  { submitted, steps }: PlannedMigration,
  scope: FieldTypeScope,
): RuntimeMigration {
  const errors: Diagnostic[] = [];
  const target: ResolveTarget = ({ path, type, value }, isChecked) => {
    const names = namesOf(path);
    const resolved = fieldType(type, scope);
    const found = initialValue(run, { collection: submitted, path: names, type: resolved }, value, isChecked);
    if (!found.ok) errors.push(found.error);
    return { path: names, type: resolved, value: found.ok ? found.value : undefined };
  };
  const made = steps.map((step) => runtimeStep(step, target)).filter((step) => step !== undefined);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, steps: made };
}

type ResolveTarget = (target: SplitTarget, isChecked: boolean) => RuntimeTarget;

/** Undefined of steps that do nothing to documents. */
function runtimeStep(step: MigrationStep, target: ResolveTarget): RuntimeStep | undefined {
  switch (step.kind) {
    case "add":
      return { kind: "add", ...target(step, true) };
    case "drop":
      return { kind: "drop", path: namesOf(step.path) };
    case "move":
      return { kind: "move", from: namesOf(step.from), to: namesOf(step.to) };
    case "split": {
      const last = step.targets.length - 1;
      const targets = step.targets.map((each, i) => target(each, i < last));
      return { kind: "split", from: namesOf(step.from), targets };
    }
    case "move_conflicts":
      return { kind: "moveConflicts", into: namesOf(step.into) };
    case "move_wildcard":
      return { kind: "moveWildcard", into: namesOf(step.into), kept: step.kept };
    case "add_wildcard":
      return undefined;
  }
}

function namesOf(path: FieldPath): readonly string[] {
  return path.elements.map((element) => (element.kind === "field" ? element.name : String(element.index)));
}
