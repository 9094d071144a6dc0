import type { Run } from "../../call/index.js";
import { isExpired, RowWindow, versionBytes } from "../../documents/index.js";
import type { Version } from "../../storage/storage.js";
import { type Chain, isWholeCollection, readsRowsAsStored } from "./chain.js";
import { rowTest } from "./rowTest.js";

/** Looking at so many rows is one step of compute. */
const ROWS_A_UNIT = 16;

/**
 * Shows the version of each document that passes the filters, in no order, in its present shape. False where that
 * cannot be done so; then what was shown means nothing.
 */
export function visitMatches(run: Run, chain: Chain, visit: (version: Version) => void): boolean {
  const { filters, source, collection } = chain;
  if (!isWholeCollection(source) || !readsRowsAsStored(run, [source, ...filters])) return false;
  const window = new RowWindow(run, collection.id);
  const test = filters.length === 0 ? undefined : rowTest(run, filters, collection, window.document);
  if (filters.length > 0 && test === undefined) return false;
  const { migrate, id } = collection;
  const { meter, shown } = run;
  const known = meter?.readWhole(id);
  let rows = 0;
  const isVisited = run.transaction.visit(id, (versions) => {
    rows += versions.length;
    for (let i = 0; i < versions.length; i++) {
      const stored = versions[i];
      if (stored === undefined || (stored.$ttl !== undefined && isExpired(run, stored.$ttl))) continue;
      if (known !== undefined && !known.has(stored)) meter!.read(versionBytes(stored), 1);
      const version = migrate === undefined ? stored : migrate(stored);
      if (test !== undefined) {
        window.show(version);
        if (!test(version)) continue;
      }
      visit(version);
    }
  });
  run.countUnits(Math.floor(rows / ROWS_A_UNIT));
  return isVisited && run.shown === shown;
}
