/** Ends a run whose time is up, or for whose answer nobody waits any more. No FQL error: nothing in a query can see it. */
export class TimeOut {
  constructor(readonly elapsedMs: number) {}
}
