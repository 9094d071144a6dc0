import { renderDiagnostic } from "../../../grammar/index.js";
import type { Run } from "../../call/index.js";
import { type SourceFile, storeSourceFiles } from "../files/index.js";
import { completeDefinitions, type SchemaCheck, settleDefinitions } from "../finishTransaction.js";
import { SchemaRefusal } from "../refusal.js";
import { applyItems } from "./applyItems.js";
import { parseFiles } from "./parseFiles.js";

/** Makes the schema of a database what the files say, all or nothing. spec/02 §10.2 */
export function pushFiles(
  run: Run,
  files: readonly SourceFile[],
  check: SchemaCheck,
): SchemaRefusal | undefined {
  const parsed = parseFiles(files);
  if (!parsed.ok) return new SchemaRefusal(400, parsed.message);
  const items = parsed.files.flatMap((each) => each.items);
  const errors = check(items, run.schema.catalog.typechecked);
  if (errors.length > 0) return new SchemaRefusal(400, errors.map(renderDiagnostic).join("\n"));
  applyItems(run, items);
  settleDefinitions(run);
  completeDefinitions(run);
  storeSourceFiles(run, files);
  return undefined;
}
