/** Tables of a database that hold no documents of queries: their ids lie below those of user collections. */
export const HIDDEN = {
  /** Counters. */
  sequences: 0,
  /** Files of FSL. spec/02 §5 */
  sourceFiles: 16,
  /** What is kept while a schema is staged. spec/02 §11 */
  staged: 17,
  /** What a store keeps for itself, in the root database: the key that cursors are signed with. */
  settings: 18,
  /** By collections whose history is cut to a budget: since when it is kept. */
  historyFloors: 19,
} as const;
