import { QueryFailure, type RoleSchema } from "../../compiler/index.js";
import { authorize, type Caller, rolesOf } from "../auth/index.js";
import { Meter, Run } from "../call/index.js";
import { documentKey, earliestReadable } from "../documents/index.js";
import { type Engine, guarded } from "../engine/index.js";
import { startTooFarInThePast } from "../problems/streams.js";
import { runAsync, runSync, type Transaction } from "../transaction/index.js";
import { type Timestamp, timeFromMicros, timeText } from "../values/index.js";
import { addStats, type DataEvent, type ErrorEvent, type EventStats, NO_COST } from "./event.js";
import { eventOf } from "./eventOf.js";
import { openSource, type WatchedSource } from "./eventSource.js";
import type { EventPosition } from "./position.js";
import { type SourceChange, sourceChanges } from "./sourceChanges.js";

/** What a batch of changes came to. */
export interface Batch {
  /** At most one error, the last. */
  readonly events: readonly (DataEvent | ErrorEvent)[];
  /** Behind the last change examined. */
  readonly position: EventPosition;
  /** How many changes were examined, events or not. */
  readonly examined: number;
  /** Whether changes are left. */
  readonly hasMore: boolean;
  /** All that is up to here was seen. */
  readonly snapshot: Timestamp;
  /** What the changes cost that are no events to this client. */
  readonly filtered: EventStats;
}

export interface BatchLimits {
  readonly events?: number;
  readonly changes?: number;
  /** Later changes are left alone. */
  readonly through?: Timestamp;
  /** In microseconds of the clock: no new change is examined after it. */
  readonly until?: number;
}

/** Reads what happened to one source. Each call is a transaction of its own that does not write. */
export class EventReader {
  /** The user-defined roles of the client, as they were when the source was opened. */
  roles: readonly RoleSchema[] = [];

  constructor(
    private readonly engine: Engine,
    private caller: Caller,
    private readonly token: string,
    /** Called now and then while a transformation runs; throws where it must stop. */
    private readonly interrupt: () => void = () => {},
  ) {}

  /** What opening the source costs, or why it cannot be opened any more. */
  opening(): Promise<EventStats | QueryFailure> {
    return this.read((transaction) => {
      this.fixRoles(transaction);
      const source = this.openIn(transaction);
      return source instanceof QueryFailure ? source : openingStats(source);
    });
  }

  /** From here on the client has the roles that it has now. spec/07b §9 */
  private fixRoles(transaction: Transaction): void {
    this.roles = rolesOf(this.run(transaction), this.caller);
    if (this.caller.role !== undefined) return;
    this.caller = { ...this.caller, userRoles: this.roles.map(({ name }) => name) };
  }

  /** The changes behind a position, as events. */
  batch(start: EventPosition, limits: BatchLimits): Promise<Batch> {
    return this.read((transaction) => this.batchIn(transaction, start, limits));
  }

  /** True where more than so many changes were logged behind a position. */
  isFarBehind(position: EventPosition, changes: number): Promise<boolean> {
    return this.read((transaction) => {
      const source = this.openIn(transaction);
      if (source instanceof QueryFailure) return false;
      const after = { time: position.time, id: undefined };
      const { collection } = source.source;
      return transaction.changes({ collection, after, limit: changes + 1 }).length > changes;
    });
  }

  /** The present. */
  now(): Promise<Timestamp> {
    return this.read(({ snapshot }) => snapshot);
  }

  private batchIn(transaction: Transaction, start: EventPosition, limits: BatchLimits): Batch {
    const source = this.openIn(transaction);
    const failure = source instanceof QueryFailure ? source : this.loss(transaction, source, start);
    if (source instanceof QueryFailure || failure !== undefined) {
      return {
        events: [errorEvent(failure!)],
        position: start,
        examined: 0,
        hasMore: false,
        snapshot: transaction.snapshot,
        filtered: NO_COST,
      };
    }
    return this.eventsIn(transaction, source, start, limits);
  }

  private eventsIn(
    transaction: Transaction,
    source: WatchedSource,
    start: EventPosition,
    limits: BatchLimits,
  ): Batch {
    const events: (DataEvent | ErrorEvent)[] = [];
    const { through = Number.POSITIVE_INFINITY } = limits;
    let position = start;
    let examined = 0;
    let hasMore = false;
    let filtered = NO_COST;
    for (const change of sourceChanges(this.run(transaction), source.source, start)) {
      if (change.position.time > through) break;
      if (this.isFull(events, examined, limits)) {
        hasMore = true;
        break;
      }
      position = change.position;
      examined += 1;
      const { event, stats } = this.eventIn(transaction, source, change);
      if (event === undefined) filtered = addStats(filtered, stats);
      else events.push({ ...event, stats });
    }
    return { events, position, examined, hasMore, snapshot: transaction.snapshot, filtered };
  }

  private isFull(events: Batch["events"], examined: number, limits: BatchLimits): boolean {
    const { events: maxEvents = Infinity, changes = Infinity, until = Infinity } = limits;
    return (
      events.length >= maxEvents ||
      events[events.length - 1]?.kind === "error" ||
      examined >= changes ||
      (until < Infinity && this.engine.options.surroundings.clock() > until)
    );
  }

  private eventIn(
    transaction: Transaction,
    source: WatchedSource,
    change: SourceChange,
  ): { readonly event: DataEvent | ErrorEvent | undefined; readonly stats: EventStats } {
    const { clock } = this.engine.options.surroundings;
    const started = clock();
    const run = this.run(transaction);
    const meter = eventMeter(source, change);
    run.meter = meter;
    const shown = guarded(run, () => eventOf(run, source, change));
    const stats: EventStats = {
      ...NO_COST,
      readOps: meter.readOps,
      storageBytesRead: meter.bytesRead,
      computeOps: Math.max(1, Math.ceil(run.units / 50)),
      processingTimeMs: Math.round((clock() - started) / 1000),
    };
    if (shown === undefined) return { event: undefined, stats };
    if (shown.kind === "failed") {
      return { event: { ...errorEvent(shown.failure), abort: shown.abort }, stats };
    }
    return { event: { ...shown, position: change.position, stats }, stats };
  }

  private openIn(transaction: Transaction): WatchedSource | QueryFailure {
    const run = this.run(transaction);
    const opened = guarded(run, () => openSource(run, this.token));
    return "failure" in opened ? opened.failure : opened;
  }

  /** What is before the history that is kept cannot be told any more. */
  private loss(transaction: Transaction, { source }: WatchedSource, start: EventPosition) {
    const run = this.run(transaction);
    const collection = run.schema.collection(source.collection);
    if (collection === undefined || start.time >= earliestReadable(run, collection)) return undefined;
    return startTooFarInThePast(timeText(timeFromMicros(start.time)));
  }

  /** One for each change, so that each has a budget of its own. */
  private run(transaction: Transaction): Run {
    const { options } = this.engine;
    const run = new Run(transaction, this.engine.schemaOf(transaction), options.limits, options.sources);
    run.interrupt = this.interrupt;
    authorize(run, this.caller);
    return run;
  }

  private async read<T>(body: (transaction: Transaction) => T): Promise<T> {
    const options = this.engine.runOptions(this.caller.database);
    if (!options.storage.waits) return runSync(options, body).value;
    const done = await runAsync({ ...options, retries: 0, pause: async () => {} }, body);
    if (done.kind === "contended") throw new Error("a transaction without writes met a conflict");
    return done.value;
  }
}

/**
 * Counts what is read for an event: both states of its document are one read, and none where nothing else is watched.
 * spec/08 §9.4 "Costs"
 */
function eventMeter({ source }: WatchedSource, { kind, document, position }: SourceChange): Meter {
  const meter = new Meter();
  const read = (time: Timestamp) => meter.isFirst(documentKey(document.collection, document.id, time));
  if (source.kind === "single") read(position.time);
  if (source.kind === "single" || kind === "update") read(position.time - 1);
  return meter;
}

/** Every partition of an index is read to find where history begins. spec/08 §9.4 "Costs" */
function openingStats({ source }: WatchedSource): EventStats {
  const isPartitioned = source.kind === "documents" || (source.kind === "index" && source.terms.length === 0);
  return { ...NO_COST, readOps: isPartitioned ? 8 : 1, computeOps: 1 };
}

/** The event with which a stream ends. spec/08 §9 */
export function errorEvent(failure: QueryFailure): ErrorEvent {
  return { kind: "error", failure, abort: undefined, stats: NO_COST };
}
