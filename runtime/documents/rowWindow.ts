import type { Run } from "../call/index.js";
import type { Version } from "../storage/storage.js";
import { DocumentValue } from "../values/index.js";

/**
 * One document value that shows one row after the other, for code that keeps no hold of it (`elementUse`): instead of a
 * value for each row. Only in the present, for a caller who may read everything.
 */
export class RowWindow {
  readonly document: DocumentValue;

  constructor(
    private readonly run: Run,
    collection: number,
  ) {
    this.document = new DocumentValue(collection, "");
  }

  /** `version` is in its present shape. */
  show(version: Version): void {
    const document = this.document as { -readonly [Key in keyof DocumentValue]: DocumentValue[Key] };
    document.id = version.$id;
    document.known = version;
    document.knownAt = this.run.transaction.epoch;
  }
}
