/** All limits are options of `open()`; these are the spec's defaults. spec/05 §5 */
export interface Limits {
  /** Nested frames. */
  readonly depth: number;
  readonly computeOps: number;
  /** Elements of a set materialised at once. */
  readonly setElements: number;
  /** UTF-16 units of one string. */
  readonly stringLength: number;
  /** Bytes of all writes of a transaction. */
  readonly transactionBytes: number;
  /** Bytes of one stored version. */
  readonly versionBytes: number;
  /** Values that one run may hold, in rough bytes: past it `value_too_large`. */
  readonly memoryBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  depth: 2048,
  computeOps: 12_000,
  setElements: 16_000,
  stringLength: 16_777_216,
  transactionBytes: 16_777_216,
  versionBytes: 8_388_608,
  memoryBytes: 1_073_741_824,
};
