import { QueryFailure } from "../../compiler/index.js";
import { attempt, type Limits, Run, type Schema } from "../call/index.js";
import {
  BUILD_START,
  type BuildPosition,
  continueBuild,
  endBuild,
  mayBuild,
  type PendingBuild,
  pendingBuilds,
} from "../schema/index.js";
import type { Storage } from "../storage/storage.js";
import {
  type Done,
  type RunOptions,
  runAsync,
  runSync,
  type Transaction,
  type TransactionBody,
} from "../transaction/index.js";
import { NATIVE } from "../values/index.js";
import type { Background } from "./background.js";
import type { Surroundings } from "./sources.js";

export interface BuildOptions {
  readonly limits: Limits;
  readonly storage: Storage;
  readonly surroundings: Surroundings;
  readonly schemaOf: (transaction: Transaction) => Schema;
  readonly runOptions: (database: number) => RunOptions;
  readonly background: Background;
  /** Told where the store failed; the build goes on with the next schema change or start. */
  readonly onFault: (fault: unknown) => void;
}

/** A build is tried again as often as others get in between. */
const RETRIES = 100;

/** The background builds of indexes and unique constraints over large collections. spec/06b §6 */
export class Builds {
  /** Databases at which a build is at work. */
  private readonly busy = new Set<number>();
  private readonly seen = new WeakSet<Schema>();
  /** The schema that was found last: nearly always it is the next, too. */
  private last: Schema | undefined = undefined;

  constructor(private readonly options: BuildOptions) {}

  /** To be called after each commit that wrote. */
  committed({ database, written }: Transaction): void {
    if (written.some(({ collection }) => collection === NATIVE.Collection)) this.start(database);
  }

  /** To be called with each schema that is read: a build may be left of an earlier process, or of what was forked. */
  found(database: number, schema: Schema): void {
    if (schema === this.last) return;
    this.last = schema;
    if (this.seen.has(schema)) return;
    this.seen.add(schema);
    if (mayBuild(schema)) this.start(database);
  }

  private start(database: number): void {
    if (this.busy.has(database)) return;
    this.busy.add(database);
    this.buildAll(database)
      .catch(this.options.onFault)
      .finally(() => this.busy.delete(database));
  }

  /** One slice after the other until nothing is left to build. */
  private async buildAll(database: number): Promise<void> {
    const { surroundings, background } = this.options;
    const positions = new Map<number, BuildPosition>();
    for (;;) {
      await surroundings.pause(0);
      if (background.isOver) return;
      const isMore = await background.during(
        this.run(database, (run) => {
          const [next] = pendingBuilds(run);
          if (next === undefined) return false;
          this.continue(run, next, positions);
          return true;
        }),
      );
      if (!isMore) return;
    }
  }

  private continue(run: Run, build: PendingBuild, positions: Map<number, BuildPosition>): void {
    const writes = run.transaction.mark();
    const next = attempt(run, () => continueBuild(run, build, positions.get(build.entries) ?? BUILD_START));
    if (next instanceof QueryFailure) {
      run.transaction.undo(writes);
      endBuild(run, build, "failed");
    } else if (next !== undefined) {
      positions.set(build.entries, next);
    }
  }

  private async run<T>(database: number, body: (run: Run) => T): Promise<T> {
    const { limits, storage, surroundings, schemaOf, runOptions } = this.options;
    const options = runOptions(database);
    const transacted: TransactionBody<T> = (transaction, sources) =>
      body(new Run(transaction, schemaOf(transaction), limits, sources));
    if (!storage.waits) return (runSync(options, transacted) as Done<T>).value;
    const done = await runAsync({ ...options, retries: RETRIES, pause: surroundings.pause }, transacted);
    if (done.kind === "contended") throw new Error("a background build met a conflict each time");
    return done.value;
  }
}
