/**
 * What a durable or remote store must do: keep rows of bytes in the order of their keys. `EncodedStorage` makes a
 * `Storage` of it. engine §9
 */
export interface ByteStore {
  /** True where `transact` answers with promises, and `read` too unless it is said otherwise. */
  readonly waits: boolean;
  /** False where `read` answers at once, whatever writing takes. */
  readonly readsWait?: boolean;

  /** The rows of each range, all as of one moment, in one round trip. */
  read(ranges: readonly ByteRange[]): ByteRows | Promise<ByteRows>;

  /**
   * Reads, lets `decide` tell from what was found what to write, and writes all of it or nothing; durable when it
   * answers. One at a time, by any process: nothing changes between reading and writing. `decide` may be called again
   * where a store has to start over.
   */
  transact(
    ranges: readonly ByteRange[],
    decide: (found: ByteRows) => readonly ByteWrite[],
  ): void | Promise<void>;

  /** Resolves after some later transaction, of any process, has written; it may do so too often. */
  changed(): Promise<void>;

  close(): void | Promise<void>;
}

/** Keys from `from` up to, not including, `to`; in reverse from the last one down. */
export interface ByteRange {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly reverse: boolean;
  readonly limit: number;
}

export interface ByteRow {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** For each range its rows. */
export type ByteRows = readonly (readonly ByteRow[])[];

export type ByteWrite =
  | { readonly kind: "put"; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly kind: "delete"; readonly key: Uint8Array }
  | { readonly kind: "deleteRange"; readonly from: Uint8Array; readonly to: Uint8Array };
