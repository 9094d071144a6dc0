import type { MigrationFinder } from "../../../compiler/index.js";
import { type Diagnostic, renderDiagnostic, type SchemaItem } from "../../../grammar/index.js";
import type { Run } from "../../call/index.js";
import { diffItems, type ItemDiff, itemKey, type Rename } from "../diff/index.js";
import { type SourceFile, sourceFiles } from "../files/index.js";
import type { SchemaRules } from "../finishTransaction.js";
import { type ChangedCollection, type PlannedMigration, planMigrations } from "../migrations/index.js";
import { readDefinitions } from "../readDefinitions.js";
import { SchemaRefusal } from "../refusal.js";
import { activeTime } from "../staged/pin.js";
import { parseFiles } from "./parseFiles.js";

/** What a push will do. */
export interface PushPlan {
  readonly filesBefore: readonly SourceFile[];
  readonly filesAfter: readonly SourceFile[];
  readonly itemsBefore: readonly SchemaItem[];
  readonly itemsAfter: readonly SchemaItem[];
  readonly renames: readonly Rename[];
  readonly diffs: readonly ItemDiff[];
  readonly migrations: readonly PlannedMigration[];
  readonly finder: MigrationFinder;
}

export interface PlanOptions {
  readonly renames?: readonly Rename[];
  /** True shows how the files differ from the staged ones; else from those in force. */
  readonly isComparedWithStaged?: boolean;
}

/**
 * Checks a schema that is to take the place of the one in force, without changing anything. spec/02 §10.2, §10.3, §11
 */
export function planPush(
  run: Run,
  files: readonly SourceFile[],
  rules: SchemaRules,
  { renames = [], isComparedWithStaged = false }: PlanOptions = {},
): PushPlan | SchemaRefusal {
  const { transaction } = run;
  const filesBefore = sourceFiles(transaction, isComparedWithStaged ? undefined : activeTime(transaction));
  const before = parseFiles(filesBefore);
  const after = parseFiles(files);
  if (!after.ok) return new SchemaRefusal(400, after.message);
  const itemsBefore = before.ok ? before.items : [];
  const itemsAfter = after.items;
  const errors = rules.check(itemsAfter, run.schema.catalog.typechecked);
  if (errors.length > 0) return refused(errors);
  const finder = rules.migrationsTo(itemsAfter);
  const plan = planMigrations(run, pushedCollections(run, itemsAfter, renames), finder);
  if (!plan.ok) return refused(plan.errors);
  return {
    filesBefore,
    filesAfter: files,
    itemsBefore,
    itemsAfter,
    renames,
    diffs: diffItems(itemsBefore, itemsAfter, renames),
    migrations: plan.migrations,
    finder,
  };
}

function refused(errors: readonly Diagnostic[]): SchemaRefusal {
  return new SchemaRefusal(400, errors.map(renderDiagnostic).join("\n"));
}

/** The submitted collections; new ones have no documents, only their migrations must make sense. */
function pushedCollections(
  run: Run,
  items: readonly SchemaItem[],
  renames: readonly Rename[],
): readonly ChangedCollection[] {
  const { transaction, schema } = run;
  const { collections } = readDefinitions(transaction, schema.catalog, activeTime(transaction));
  return items.flatMap((item) => {
    if (item.kind !== "collection") return [];
    const name = nameBefore(item, renames);
    const live = collections.find((each) => each.name === name);
    return [{ id: live?.id ?? 0, submitted: item, live }];
  });
}

/** The name under which an item is known so far. */
export function nameBefore(item: SchemaItem, renames: readonly Rename[]): string {
  const rename = renames.find(({ kind, to }) => `${kind} ${to}` === itemKey(item));
  return rename?.from ?? item.name.text;
}
