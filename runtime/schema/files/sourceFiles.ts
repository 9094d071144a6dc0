import type { Run } from "../../call/index.js";
import { OPEN_LAYOUT, storedField } from "../../documents/index.js";
import type { Version } from "../../storage/storage.js";
import type { Transaction } from "../../transaction/transaction.js";
import type { Timestamp } from "../../values/index.js";
import { HIDDEN } from "../hiddenTables.js";
import { allVersions } from "../readDefinitions.js";
import { nextInternalId } from "../sequence.js";

/** A file of FSL by its name. */
export interface SourceFile {
  readonly filename: string;
  readonly content: string;
}

/** The stored files of a database as of `at`, in the order in which they came. spec/02 §5 */
export function sourceFiles(transaction: Transaction, at: Timestamp | undefined): readonly SourceFile[] {
  return allVersions(transaction, HIDDEN.sourceFiles, at).map(sourceFile);
}

function sourceFile(version: Version): SourceFile {
  return {
    filename: storedField(version, "filename") as string,
    content: storedField(version, "content") as string,
  };
}

/** Makes the stored files these: known ones keep their place, new ones follow. */
export function storeSourceFiles(run: Run, files: readonly SourceFile[]): void {
  const { transaction } = run;
  const stored = new Map(
    allVersions(transaction, HIDDEN.sourceFiles, undefined).map((version) => {
      const file = sourceFile(version);
      return [file.filename, { id: version.$id, content: file.content }] as const;
    }),
  );
  const kept = new Set(files.map((each) => each.filename));
  for (const [filename, { id }] of stored) {
    if (!kept.has(filename)) transaction.write(HIDDEN.sourceFiles, id, undefined);
  }
  for (const { filename, content } of files) {
    const known = stored.get(filename);
    if (known?.content === content) continue;
    const id = known?.id ?? String(nextInternalId(run));
    const fields = new Map([
      ["filename", filename],
      ["content", content],
    ]);
    const head = { id, ttl: undefined, schema: transaction.schemaVersion };
    transaction.write(HIDDEN.sourceFiles, id, OPEN_LAYOUT.make(head, fields));
  }
}
