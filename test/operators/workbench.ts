import type { Catalog, CollectionSchema, EntriesSchema, IndexSchema } from "../../compiler/index.js";
import { QueryFailure, ShapeTable } from "../../compiler/index.js";
import { type FieldPath, NO_SPAN, parseQuery } from "../../grammar/index.js";
import {
  type Collection,
  callLambda,
  DEFAULT_LIMITS,
  Lambda,
  type Limits,
  Run,
  type Schema,
} from "../../runtime/call/index.js";
import { OPEN_LAYOUT, stampVersion } from "../../runtime/documents/index.js";
import { createLinker, linkQuery } from "../../runtime/evaluate/index.js";
import { materialise } from "../../runtime/materialise/index.js";
import { documentsSet, indexSet } from "../../runtime/operators/index.js";
import { debugText } from "../../runtime/stdlib/displayText.js";
import { MemoryStorage } from "../../runtime/storage/memory/index.js";
import { type Entry, PENDING, type Version } from "../../runtime/storage/storage.js";
import { runSync, type Transaction } from "../../runtime/transaction/index.js";
import { ModuleValue, NULL, type Time, type Value } from "../../runtime/values/index.js";
import { encodeSimple } from "../../runtime/wire/index.js";

export const SHELF = 1024;

const BY_KIND: IndexSchema = {
  name: "byKind",
  terms: [field("kind")],
  values: [field("rank")],
  queryable: true,
  status: "complete",
  entries: { id: 7, terms: [field("kind")], values: [field("rank")] },
};

function field(name: string) {
  const path: FieldPath = { elements: [{ kind: "field", name, span: NO_SPAN }], span: NO_SPAN };
  return { path, mva: false, order: "asc" } as const;
}

/** What came of a query. Frames are the pieces of its text that they cover, innermost first. */
export interface Outcome {
  readonly text: string;
  readonly frames: readonly string[];
  readonly units: number;
  readonly hints: readonly string[];
}

export interface Shelved {
  readonly id: number;
  readonly kind?: string;
  readonly rank?: number;
  readonly ttl?: Time;
}

/**
 * A store with one collection, `Shelf` (fields `kind` and `rank`, index `byKind`), for queries that need no more of
 * the engine. In queries `shelves` is `Shelf.all()`, and `poems` is `Shelf.byKind("poem")`.
 */
export class Workbench {
  private now = 1_000_000_000_000_000;
  private readonly storage = new MemoryStorage({ clock: () => this.now++ });
  private readonly shelved = new Map<number, Shelved>();
  readonly schema: Schema = shelfSchema();
  limits: Limits = DEFAULT_LIMITS;
  hints = false;

  /** Puts documents on the shelf in a transaction of their own. */
  put(...documents: readonly Shelved[]): number {
    return this.transact((transaction) => {
      for (const document of documents) this.write(transaction, document.id, document);
    }).time;
  }

  remove(...ids: readonly number[]): void {
    this.transact((transaction) => {
      for (const id of ids) this.write(transaction, id, undefined);
    });
  }

  /** Writes or deletes a document, and its entry in place of the one before. */
  private write(transaction: Transaction, id: number, document: Shelved | undefined): void {
    const before = this.shelved.get(id);
    // It was committed before: PENDING are only entries of the transaction itself.
    if (before?.kind !== undefined) transaction.removeEntry(ENTRIES, { ...entryOf(before), from: 0 });
    if (document === undefined) {
      this.shelved.delete(id);
      transaction.write(SHELF, String(id), undefined);
      return;
    }
    this.shelved.set(id, document);
    transaction.write(SHELF, String(id), versionOf(document));
    if (document.kind !== undefined) transaction.addEntry(ENTRIES, entryOf(document));
  }

  /** Runs a query and shows its value, or its error, in debug form. */
  run(text: string, args: Readonly<Record<string, Value>> = {}): Outcome {
    return this.evaluate(text, args, (run, value) => debugText(run, value));
  }

  /** Runs a query and shows its answer in simple format. */
  answer(text: string, args: Readonly<Record<string, Value>> = {}): Outcome {
    return this.evaluate(text, args, (run, value) => {
      const materialised = materialise(run, value);
      return encodeSimple(materialised, run.transaction.snapshot);
    });
  }

  /** The value itself, of a query that succeeds. */
  value(text: string, args: Readonly<Record<string, Value>> = {}): Value {
    let result: Value | undefined;
    const { text: shown } = this.evaluate(text, args, (_run, value) => {
      result = value;
      return "";
    });
    if (result === undefined) throw new Error(shown);
    return result;
  }

  /** Any use of a run in a transaction of its own. */
  within<T>(body: (run: Run) => T): T {
    return this.transact((transaction) => body(this.runFor(transaction))).value;
  }

  private evaluate(
    text: string,
    args: Readonly<Record<string, Value>>,
    show: (run: Run, value: Value) => string,
  ): Outcome {
    const parsed = parseQuery(text);
    if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join("; "));
    return this.transact((transaction) => {
      const run = this.runFor(transaction);
      const all: Readonly<Record<string, Value>> = {
        shelves: documentsSet(run, SHELF),
        poems: indexSet(
          run,
          { kind: "indexScan", collection: SHELF, index: "byKind", entries: BY_KIND.entries },
          ["poem"],
        ),
        ...args,
      };
      const source = parsed.value.span.source;
      const outcome = (shown: string, frames: readonly string[]): Outcome => ({
        text: shown,
        frames,
        units: run.units,
        hints: run.emissions.map((each) =>
          each.kind === "diagnostic" ? each.diagnostic.message : each.text,
        ),
      });
      try {
        const code = linkQuery(parsed.value, Object.keys(all), this.schema, source);
        const value = callLambda(run, new Lambda(code, []), Object.values(all));
        return outcome(show(run, value), []);
      } catch (failure) {
        if (!(failure instanceof QueryFailure)) throw failure;
        run.located(failure);
        const frames = failure.frames!.map((frame) => text.slice(frame.start, frame.end));
        return outcome(`${failure.code}: ${failure.message}`, frames);
      }
    }).value;
  }

  private runFor(transaction: Transaction): Run {
    const sources = {
      newId: () => "1",
      randomBytes: (count: number) => new Uint8Array(count),
      signingKey: Uint8Array.from([1, 2, 3]),
    };
    const run = new Run(transaction, this.schema, this.limits, sources);
    run.performanceHints = this.hints;
    // The query that is run is called by nobody: only the calls in it count.
    run.units = -1;
    return run;
  }

  private transact<T>(body: (transaction: Transaction) => T) {
    const sources = { newId: () => "1", randomBytes: () => new Uint8Array(0), signingKey: new Uint8Array(0) };
    return runSync({ storage: this.storage, database: 1, sources, stamp: stampVersion }, body);
  }
}

const ENTRIES = { database: 1, entries: BY_KIND.entries.id, orders: ["asc"] as const };

function entryOf({ id, kind, rank, ttl }: Shelved): Entry {
  return {
    terms: [kind!],
    values: [rank ?? NULL],
    id: String(id),
    ttl,
    from: PENDING,
    slot: -1,
  };
}

function versionOf({ id, kind, rank, ttl }: Shelved): Version {
  const fields = new Map<string, Value>();
  if (kind !== undefined) fields.set("kind", kind);
  if (rank !== undefined) fields.set("rank", rank);
  return OPEN_LAYOUT.make({ id: String(id), ttl, schema: 0 }, fields);
}

function shelfSchema(): Schema {
  const definition: CollectionSchema = {
    id: SHELF,
    name: "Shelf",
    alias: undefined,
    fields: [],
    computedFields: [],
    wildcard: true,
    indexes: [BY_KIND],
    uniques: [],
    checks: [],
    historyDays: undefined,
    historyFloor: 0,
    ttlDays: undefined,
    documentTtls: undefined,
  } as unknown as CollectionSchema;
  const collection = {
    id: SHELF,
    name: "Shelf",
    definition,
    named: false,
    fields: [],
    wildcard: true,
    layout: OPEN_LAYOUT,
    migrate: undefined,
    computedFields: new Map(),
    checks: [],
    entries: [BY_KIND.entries] as readonly EntriesSchema[],
  } as unknown as Collection;
  const module = new ModuleValue("Shelf", undefined, SHELF);
  const schema: Schema = {
    catalog: { collections: [definition], functions: [] } as unknown as Catalog,
    linker: createLinker(() => schema),
    collection: (id) => (id === SHELF ? collection : undefined),
    global: (name) => (name === "Shelf" ? module : undefined),
    shapes: new ShapeTable(),
    isPinned: false,
    isInAccount: false,
    globalId: "",
  };
  return schema;
}
