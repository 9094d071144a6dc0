import type { Documents } from "../../compiler/index.js";
import { entryBytes } from "../documents/index.js";
import type { Version } from "../storage/storage.js";
import type { PhysicalOperator } from "./operator.js";
import { Behind, type RowSource, rowsPage } from "./rows.js";

/** Over so many partitions sets are spread that have no terms. spec/08 §3.4 */
export const PARTITIONS = 8;
export const ROW_BYTES = entryBytes([]);

/** The documents of a collection by id. Positions are ids. */
export function documentsOperator({ collection }: Documents): PhysicalOperator {
  const source: RowSource<Version> = {
    collection,
    read({ run, set, backward, at }, start, limit) {
      const [first, last] = set.slots as readonly [string, string];
      const id = start instanceof Behind ? idBehind(start.row.$id, backward) : (start as string | undefined);
      return run.transaction.versions(
        {
          collection,
          from: backward ? bound(first) : (id ?? bound(first)),
          to: backward ? (id ?? bound(last)) : bound(last),
          reverse: backward,
          limit,
        },
        at,
      );
    },
    idOf: (version) => version.$id,
    slotOf: () => -1,
    ttlOf: (version) => version.$ttl,
    versionOf: (version) => version,
    positionOf: (version) => version.$id,
    partitions: PARTITIONS,
    covered: undefined,
    originOf: () => undefined,
    bytesOf: () => ROW_BYTES,
  };
  return {
    page: (run, set, backward, from, wanted) => rowsPage(run, set, source, backward, from, wanted),
  };
}

function bound(id: string): string | undefined {
  return id === "" ? undefined : id;
}

function idBehind(id: string, backward: boolean): string {
  return String(BigInt(id) + (backward ? -1n : 1n));
}
