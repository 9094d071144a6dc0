import type { Run } from "../../call/index.js";
import { finishTransaction } from "../finishTransaction.js";
import { applyItems } from "./applyItems.js";
import type { ParsedFile } from "./parseFiles.js";

/** Makes the schema of a database what the files say, all or nothing. spec/02 §10.2 */
export function pushFiles(run: Run, files: readonly ParsedFile[]): void {
  applyItems(
    run,
    files.flatMap((each) => each.items),
  );
  finishTransaction(run);
}
