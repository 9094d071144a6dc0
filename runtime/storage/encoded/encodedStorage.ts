import { compareTimes, type Timestamp, timeFromMicros } from "../../values/index.js";
import type { Commit, Committed, Conflict, PruneRange, Snapshot, Storage } from "../storage.js";
import { ByteReader } from "./byteReader.js";
import type { ByteRange, ByteRow, ByteRows, ByteStore, ByteWrite } from "./byteStore.js";
import { ByteWriter } from "./byteWriter.js";
import { changedReads, decodeKeys } from "./changedKeys.js";
import { commitWrites, rowsReplaced } from "./commitWrites.js";
import { behindKey } from "./compareByteStrings.js";
import { EncodedSnapshot } from "./encodedSnapshot.js";
import { FORMAT } from "./format.js";
import {
  CLOCK_KEY,
  commitsAfter,
  commitsPrunedKey,
  commitsThrough,
  FORMAT_KEY,
  keysOf,
  lastCommit,
  point,
  schemaKey,
  timeOfCommitKey,
  timeOfLogKey,
  untilOf,
} from "./keys.js";
import { ttlOf } from "./rowCodec.js";

export interface EncodedOptions {
  /** Microseconds since 1970; may stand still or go back, and differ between processes. */
  readonly clock: () => Timestamp;
}

/** The stored clock is moved on when it lags by more: snapshots are at most this old. */
const LARGEST_LAG = 1_000_000;
const PRUNED_AT_ONCE = 1000;

/** Makes a `Storage` of an ordered byte store. engine §9 */
export class EncodedStorage implements Storage {
  readonly waits: boolean;
  readonly readsWait: boolean;

  private constructor(
    private readonly store: ByteStore,
    private readonly options: EncodedOptions,
  ) {
    this.waits = store.waits;
    this.readsWait = store.readsWait ?? store.waits;
  }

  /** Refuses a store that was written with other encodings: its order would be another. */
  static async open(store: ByteStore, options: EncodedOptions): Promise<EncodedStorage> {
    await store.transact([point(FORMAT_KEY)], ([rows]) => {
      if (rows!.length === 0)
        return [{ kind: "put", key: FORMAT_KEY, value: new ByteWriter().text(FORMAT).finish() }];
      const format = new ByteReader(rows![0]!.value).text();
      if (format !== FORMAT) {
        throw new Error(`The store has the format "${format}"; this version reads "${FORMAT}".`);
      }
      return [];
    });
    return new EncodedStorage(store, options);
  }

  begin(database: number): Snapshot | Promise<Snapshot> {
    const ranges = [point(CLOCK_KEY), point(schemaKey(database))];
    const rows = this.store.read(ranges);
    return rows instanceof Promise
      ? rows.then((found) => this.snapshot(database, ranges, found))
      : this.snapshot(database, ranges, rows);
  }

  commit(commit: Commit): Committed | Conflict | Promise<Committed | Conflict> {
    const { database, readAt, reads } = commit;
    const replaced = rowsReplaced(commit);
    const checks =
      reads.length === 0 ? [] : [point(commitsPrunedKey(database)), commitsAfter(database, readAt)];
    let result: Committed | Conflict | undefined;
    const done = this.store.transact([point(CLOCK_KEY), ...checks, ...replaced], (found) => {
      const conflicts = checks.length === 0 ? [] : conflictsOf(commit, found[1]!, found[2]!);
      if (conflicts.length > 0) {
        result = { kind: "conflict", reads: conflicts };
        return [];
      }
      const time = Math.max(this.now(), timeIn(found[0]!) + 1);
      result = { kind: "committed", time };
      return [clockAt(time), ...commitWrites(commit, time, found.slice(1 + checks.length))];
    });
    return done instanceof Promise ? done.then(() => result!) : result!;
  }

  async changed(database: number, after: Timestamp): Promise<Timestamp> {
    for (;;) {
      // Asked for before looking, so that no commit slips between.
      const change = this.store.changed();
      const [rows] = await this.store.read([lastCommit(database)]);
      const last = rows!.length === 0 ? 0 : timeOfCommitKey(rows![0]!.key);
      if (last > after) return last;
      await change;
    }
  }

  async prune(owner: PruneRange, before: Timestamp): Promise<void> {
    const expired = timeFromMicros(before);
    const isExpired = (row: ByteRow, kind: "version" | "entry") => {
      const ttl = ttlOf(row.value, kind);
      return ttl !== undefined && compareTimes(ttl, expired) <= 0;
    };
    const ranges = keysOf(owner);
    const isEnded = (row: ByteRow) => untilOf(row.key) <= before;
    await this.deleteWhere(ranges.pastDocuments, (row) => isEnded(row) || isExpired(row, "version"));
    await this.deleteWhere(ranges.liveDocuments, (row) => isExpired(row, "version"));
    await this.deleteWhere(ranges.pastEntries, (row) => isEnded(row) || isExpired(row, "entry"));
    await this.deleteWhere(ranges.liveEntries, (row) => isExpired(row, "entry"));
    await this.deleteWhere(ranges.log, (row) => timeOfLogKey(row.key) <= before);
    if (owner.kind === "database") await this.pruneCommits(owner.database, before);
  }

  async drop(owner: PruneRange): Promise<void> {
    const ranges = Object.values(keysOf(owner)).filter((range) => range !== undefined);
    await this.store.transact([], () => ranges.map(({ from, to }) => ({ kind: "deleteRange", from, to })));
  }

  close(): void | Promise<void> {
    return this.store.close();
  }

  private now(): Timestamp {
    return Math.floor(this.options.clock());
  }

  private snapshot(
    database: number,
    ranges: readonly ByteRange[],
    rows: ByteRows,
  ): Snapshot | Promise<Snapshot> {
    const last = timeIn(rows[0]!);
    if (this.now() - last <= LARGEST_LAG) return this.snapshotOf(database, last, rows[1]!);
    let snapshot: Snapshot | undefined;
    const moved = this.store.transact(ranges, (found) => {
      const time = Math.max(this.now(), timeIn(found[0]!));
      snapshot = this.snapshotOf(database, time, found[1]!);
      return [clockAt(time)];
    });
    return moved instanceof Promise ? moved.then(() => snapshot!) : snapshot!;
  }

  private snapshotOf(database: number, time: Timestamp, schemaRows: readonly ByteRow[]): Snapshot {
    return new EncodedSnapshot(this.store, this.readsWait, database, time, timeIn(schemaRows));
  }

  /** From now on, commits that read before `before` cannot be checked and are refused. */
  private async pruneCommits(database: number, before: Timestamp): Promise<void> {
    const { from, to } = commitsThrough(database, before);
    const key = commitsPrunedKey(database);
    await this.store.transact([point(key)], ([rows]) => [
      { kind: "put", key, value: timeRow(Math.max(before, timeIn(rows!))) },
      { kind: "deleteRange", from, to },
    ]);
  }

  private async deleteWhere(range: ByteRange | undefined, isGone: (row: ByteRow) => boolean): Promise<void> {
    let rest = range;
    while (rest !== undefined) {
      const page: ByteRange = { ...rest, limit: PRUNED_AT_ONCE };
      let last: Uint8Array | undefined;
      await this.store.transact([page], ([rows]) => {
        last = rows!.length < PRUNED_AT_ONCE ? undefined : rows![rows!.length - 1]!.key;
        return rows!.filter(isGone).map(({ key }): ByteWrite => ({ kind: "delete", key }));
      });
      rest = last && { ...rest, from: behindKey(last) };
    }
  }
}

function conflictsOf(
  { database, readAt, reads }: Commit,
  pruned: readonly ByteRow[],
  commits: readonly ByteRow[],
): Conflict["reads"] {
  if (timeIn(pruned) > readAt) return reads;
  return changedReads(
    database,
    reads,
    commits.flatMap((row) => decodeKeys(row.value)),
  );
}

function timeIn(rows: readonly ByteRow[]): Timestamp {
  return rows.length === 0 ? 0 : new ByteReader(rows[0]!.value).double();
}

function timeRow(time: Timestamp): Uint8Array {
  return new ByteWriter().double(time).finish();
}

function clockAt(time: Timestamp): ByteWrite {
  return { kind: "put", key: CLOCK_KEY, value: timeRow(time) };
}
