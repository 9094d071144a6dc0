import { DEFAULT_LIMITS, type Limits } from "../call/index.js";
import { hostSurroundings, type Surroundings, seededSurroundings } from "../engine/index.js";
import { MemoryStorage } from "../storage/memory/index.js";
import type { Storage } from "../storage/storage.js";
import { checkOptions, type OptionTable } from "./checkOptions.js";

/** How a database is opened; all of it has a default. */
export interface OpenOptions {
  /**
   * Where the rows are kept; in memory unless told otherwise. Receives the clock. For stores of bytes,
   * `(surroundings) => EncodedStorage.open(store, surroundings)` of `coppice/storage`.
   */
  readonly storage?: (surroundings: Surroundings) => Storage | Promise<Storage>;
  /** The spec's limits, where they are not these. spec/05 §5 */
  readonly limits?: Partial<Limits>;
  /**
   * How many replaced or deleted versions a collection keeps, besides those of the last minutes. Past it, the earliest
   * readable time rises. Unless told otherwise, all that the schema keeps.
   */
  readonly historyBudget?: number;
  /** Reproduces a run: clock, ids and random bytes follow from it. For tests. */
  readonly seed?: number;
  /** Clock, randomness, timers and `fetch`, where the host's are not wanted. */
  readonly surroundings?: Surroundings;
  /** Whether queries are typechecked unless they say otherwise. */
  readonly typecheck?: boolean;
  /** Whether sets are read by optimized plans; false reads them as the language says it, for comparison. */
  readonly optimize?: boolean;
  /** The secret of the root database over HTTP. */
  readonly secret?: string;
  /** Told of what goes wrong where nobody waits for an answer, or gets to know; `console.error` unless told otherwise. */
  readonly onFault?: (fault: unknown) => void;
}

const OPTIONS: OptionTable<OpenOptions> = {
  storage: "function",
  limits: "object",
  historyBudget: "number",
  seed: "number",
  surroundings: "object",
  typecheck: "boolean",
  optimize: "boolean",
  secret: "text",
  onFault: "function",
};

const LIMITS: OptionTable<Limits> = {
  depth: "number",
  computeOps: "number",
  setElements: "number",
  stringLength: "number",
  transactionBytes: "number",
  versionBytes: "number",
  memoryBytes: "number",
};

/** @throws TypeError where an option does not exist, or is none */
export function checkOpenOptions(options: OpenOptions): void {
  checkOptions("open", options, OPTIONS);
  checkOptions<Partial<Limits>>("open.limits", options.limits, LIMITS);
}

/** The storage that the options name; in memory if none. */
export async function storageOf(options: OpenOptions, surroundings: Surroundings): Promise<Storage> {
  return (await options.storage?.(surroundings)) ?? new MemoryStorage({ clock: surroundings.clock });
}

/** Clock, randomness and the like: those given, those of a seed, or the host's. */
export function surroundingsOf(options: OpenOptions): Surroundings {
  if (options.surroundings !== undefined) return options.surroundings;
  return options.seed === undefined ? hostSurroundings() : seededSurroundings(options.seed);
}

/** The limits given, over `DEFAULT_LIMITS`. */
export function limitsOf(options: OpenOptions): Limits {
  return { ...DEFAULT_LIMITS, ...options.limits };
}
