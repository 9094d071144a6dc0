import type { Run } from "../call/index.js";
import { FULL_ACCESS } from "../call/index.js";
import { demandRetained, isExpired } from "../documents/index.js";
import { visitAhead } from "../transaction/index.js";
import { DocumentValue, type SetValue, type Time, type Timestamp, type Value } from "../values/index.js";
import type { Page, Position } from "./operator.js";

/** Rows of a store that stand for documents. */
export interface RowSource<Row> {
  readonly collection: number;
  /** At most `limit` rows from a position on, or from just behind a row. */
  read(at: Timestamp | undefined, from: Position | Behind<Row> | undefined, limit: number): readonly Row[];
  idOf(row: Row): string;
  ttlOf(row: Row): Time | undefined;
  positionOf(row: Row): Position;
}

/** Just behind a row. */
export class Behind<Row> {
  constructor(readonly row: Row) {}
}

/**
 * A page of documents: those that are alive and that the caller may read, as many as wanted. One row more is read, which
 * tells whether any follow. Documents keep the time of the `at` in which the set was built or is consumed. spec/05 §2.4, §8
 */
export function rowsPage<Row>(
  run: Run,
  set: SetValue,
  source: RowSource<Row>,
  start: Position | undefined,
  wanted: number,
): Page {
  const { collection } = source;
  const schema = run.schema.collection(collection);
  const rows: Row[] = [];
  const elements: Value[] = [];
  if (schema === undefined) return { elements, next: undefined, positionOf: () => start! };
  const at = run.readTime(set.at);
  const attached = set.at ?? run.at;
  if (at !== undefined) demandRetained(run, schema, at);
  let from: Position | Behind<Row> | undefined = start;
  let complete = false;
  while (!complete && rows.length <= wanted) {
    const limit = wanted + 1 - rows.length;
    const batch: readonly Row[] = source.read(at, from, limit);
    visitAhead(run, batch, (row) => {
      if (isExpired(run, source.ttlOf(row))) return true;
      const document = new DocumentValue(collection, source.idOf(row), attached);
      if (run.access === FULL_ACCESS || run.access.mayRead(document)) {
        rows.push(row);
        elements.push(document);
      }
      return true;
    });
    complete = batch.length < limit;
    if (!complete) from = new Behind(batch[batch.length - 1]!);
  }
  let next: Position | undefined;
  if (rows.length > wanted) {
    next = source.positionOf(rows[wanted]!);
    elements.length = wanted;
  }
  return { elements, next, positionOf: (index) => source.positionOf(rows[index]!) };
}
