import type { Time, Timestamp, Value } from "../values/index.js";
import type { Entry } from "./storage.js";

/**
 * Entries as they are made. A constructor, because V8 moves literals that mostly live long to old memory as they are made,
 * where they cost more than the two copies they save.
 */
export class IndexEntry implements Entry {
  constructor(
    readonly terms: readonly Value[],
    readonly values: readonly Value[],
    readonly id: string,
    readonly ttl: Time | undefined,
    readonly from: Timestamp,
    public slot: number,
  ) {}
}
