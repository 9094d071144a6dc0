import { type Diagnostic, renderDiagnostic, type SchemaItem } from "../../../grammar/index.js";
import type { Run } from "../../call/index.js";
import { type SourceFile, storeSourceFiles } from "../files/index.js";
import { completeDefinitions, type SchemaRules, settleDefinitions } from "../finishTransaction.js";
import { type ChangedCollection, planMigrations } from "../migrations/index.js";
import { readDefinitions } from "../readDefinitions.js";
import { SchemaRefusal } from "../refusal.js";
import { applyItems } from "./applyItems.js";
import { parseFiles } from "./parseFiles.js";

/** Makes the schema of a database what the files say, all or nothing. spec/02 §10.2 */
export function pushFiles(
  run: Run,
  files: readonly SourceFile[],
  rules: SchemaRules,
): SchemaRefusal | undefined {
  const parsed = parseFiles(files);
  if (!parsed.ok) return new SchemaRefusal(400, parsed.message);
  const items = parsed.files.flatMap((each) => each.items);
  const errors = rules.check(items, run.schema.catalog.typechecked);
  if (errors.length > 0) return refused(errors);
  const plan = planMigrations(run, pushedCollections(run, items), rules.migrationsTo(items));
  if (!plan.ok) return refused(plan.errors);
  applyItems(run, items);
  settleDefinitions(run);
  completeDefinitions(run, plan.migrations);
  storeSourceFiles(run, files);
  return undefined;
}

function refused(errors: readonly Diagnostic[]): SchemaRefusal {
  return new SchemaRefusal(400, errors.map(renderDiagnostic).join("\n"));
}

/** The submitted collections that are there already; new ones have no documents, only their migrations must make sense. */
function pushedCollections(run: Run, items: readonly SchemaItem[]): readonly ChangedCollection[] {
  const { collections } = readDefinitions(run.transaction, run.schema.catalog, undefined);
  return items.flatMap((item) => {
    if (item.kind !== "collection") return [];
    const live = collections.find(({ name }) => name === item.name.text);
    return [{ id: live?.id ?? 0, submitted: item, live }];
  });
}
