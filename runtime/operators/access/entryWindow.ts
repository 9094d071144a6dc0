import type { IndexScan } from "../../../compiler/index.js";
import type { Collection, Run } from "../../call/index.js";
import { countDocument, RowWindow } from "../../documents/index.js";
import type { Version } from "../../storage/storage.js";
import { CalendarDate, DocumentValue, Double, Time, type Value } from "../../values/index.js";
import { indexPaths } from "./indexPaths.js";

/** Where an entry has a field. */
interface CoveredField {
  readonly name: string;
  readonly part: "terms" | "values";
  readonly index: number;
}

/** A version as far as an entry knows it: changed from row to row, and seen only through a window. */
type PartialVersion = { $id: string; $rest: undefined } & { [field: string]: Value | undefined };

/**
 * The entries of an index as rows of their documents, for code that looks at fields which the index holds. Where it
 * does not hold a value as the document does, the document is read. spec/06b §5
 *
 * Only where `readsRowsAsStored`.
 */
export class EntryWindow {
  private readonly window: RowWindow;
  private readonly row: PartialVersion = Object.assign(Object.create(null), { $id: "", $rest: undefined });

  private constructor(
    private readonly run: Run,
    private readonly collection: Collection,
    private readonly fields: readonly CoveredField[],
  ) {
    this.window = new RowWindow(run, collection.id);
  }

  /** Undefined where the index does not hold all of `names`. */
  static over(
    run: Run,
    collection: Collection,
    scan: IndexScan,
    names: Iterable<string>,
  ): EntryWindow | undefined {
    const { terms, values } = indexPaths(collection, scan.entries);
    const fields: CoveredField[] = [];
    for (const name of names) {
      if (name === "id") continue;
      const [term, value] = [terms.indexOf(name), values.indexOf(name)];
      if (term < 0 && value < 0) return undefined;
      fields.push(term < 0 ? { name, part: "values", index: value } : { name, part: "terms", index: term });
    }
    return new EntryWindow(run, collection, fields);
  }

  get document(): DocumentValue {
    return this.window.document;
  }

  /** Shows an entry; answers the row that it shows. */
  show(id: string, terms: readonly Value[], values: readonly Value[]): Version {
    const { row } = this;
    row.$id = id;
    for (const { name, part, index } of this.fields) {
      const value = (part === "terms" ? terms : values)[index];
      if (value === undefined || !isAsStored(value)) return this.showDocument(id);
      row[name] = value;
    }
    const version = row as unknown as Version;
    this.window.show(version);
    return version;
  }

  private showDocument(id: string): Version {
    const document = new DocumentValue(this.collection.id, id);
    const stored = this.run.transaction.version(document, undefined)!;
    if (this.run.meter !== undefined) countDocument(this.run, document, stored, undefined);
    const version = this.collection.migrate === undefined ? stored : this.collection.migrate(stored);
    this.window.show(version);
    return version;
  }
}

/** Nulls may stand for what could not be stored; the keys of objects are sorted; arguments may carry a time. */
function isAsStored(value: Value): boolean {
  if (typeof value !== "object") return true;
  if (value instanceof DocumentValue) return value.id !== "" && value.readAt === undefined && !value.deleted;
  return value instanceof Double || value instanceof Time || value instanceof CalendarDate;
}
