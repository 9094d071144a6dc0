import { type EncodedOptions, EncodedStorage } from "../encoded/index.js";
import type { Storage } from "../storage.js";
import { LmdbStore } from "./lmdbStore.js";

export interface LmdbOptions {
  /**
   * True where `prepare` is to work: each transaction is on the disk before its call returns, and others wait
   * meanwhile. Else those that come together reach the disk together.
   */
  readonly synchronous?: boolean;
}

/** What it takes of the surroundings of a database. */
export interface LmdbSurroundings extends EncodedOptions {
  /** Resolves after that many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/**
 * A durable store in a directory, for one machine; several processes may have it open. Needs the package `lmdb`.
 *
 *     const db = await open({ storage: lmdb("./data") });
 */
export function lmdb(
  directory: string,
  { synchronous = false }: LmdbOptions = {},
): (surroundings: LmdbSurroundings) => Promise<Storage> {
  return (surroundings) =>
    EncodedStorage.open(new LmdbStore(directory, !synchronous, surroundings.pause), surroundings);
}
