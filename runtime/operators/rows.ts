import { FULL_ACCESS, type Meter, type Run } from "../call/index.js";
import {
  CoveredDocument,
  demandRetained,
  type IndexOrigin,
  isDefinition,
  isExpired,
  noteSeen,
  remember,
} from "../documents/index.js";
import type { Version } from "../storage/storage.js";
import { visitAhead } from "../transaction/index.js";
import { DocumentValue, type SetValue, type Time, type Timestamp, type Value } from "../values/index.js";
import { readsRowsAsStored } from "./access/chain.js";
import type { Page, Position } from "./operator.js";

/** Rows of a store that stand for documents; what varies from set to set of one operator is handed in. */
export interface RowSource<Row> {
  readonly collection: number;
  /** At most `limit` rows of a set from a position on, or from just behind a row. */
  read(scan: RowScan, from: Position | Behind<Row> | undefined, limit: number): readonly Row[];
  idOf(row: Row): string;
  /** Where the store has the document, as far as the row tells. */
  slotOf(row: Row): number;
  ttlOf(row: Row): Time | undefined;
  /** The document itself, where rows are documents. */
  versionOf?(row: Row): Version;
  positionOf(row: Row): Position;
  /** Over how many partitions its rows are spread; each is read for as many rows as are wanted. spec/08 §3.4 */
  readonly partitions: number;
  /** Names of top-level fields that its rows hold. */
  readonly covered: ReadonlySet<string> | undefined;
  /** The call of an index that asked for them, where hints are wanted. */
  originOf(run: Run, set: SetValue): IndexOrigin | undefined;
  /** About how many bytes a row takes. */
  bytesOf(row: Row): number;
}

/** Which rows are read: those of a set, in one direction, at a time. */
export interface RowScan {
  readonly run: Run;
  readonly set: SetValue;
  readonly backward: boolean;
  readonly at: Timestamp | undefined;
}

/** Just behind a row. */
export class Behind<Row> {
  constructor(readonly row: Row) {}
}

class RowsPage<Row> implements Page {
  constructor(
    readonly elements: readonly Value[],
    readonly next: Position | undefined,
    private readonly source: RowSource<Row>,
    private readonly rows: readonly Row[],
  ) {}

  positionOf(index: number): Position {
    return this.source.positionOf(this.rows[index]!);
  }
}

/**
 * A page of documents: those that are alive and that the caller may read, as many as wanted. One row more is read, which
 * tells whether any follow. Documents keep the time of the `at` in which the set was built or is consumed. spec/05 §2.4, §8
 */
export function rowsPage<Row>(
  run: Run,
  set: SetValue,
  source: RowSource<Row>,
  backward: boolean,
  start: Position | undefined,
  wanted: number,
): Page {
  const { collection } = source;
  const schema = run.schema.collection(collection);
  if (schema === undefined) return new RowsPage([], undefined, source, []);
  const at = run.readTime(set.at);
  const attached = set.at ?? run.at;
  if (at !== undefined) demandRetained(run, schema, at);
  const origin = source.originOf(run, set);
  const covered = run.meter === undefined && origin === undefined ? undefined : source.covered;
  const scan: RowScan = { run, set, backward, at };
  if (covered === undefined && run.meter === undefined && run.access === FULL_ACCESS) {
    const page = plainPage(scan, source, attached, start, wanted);
    if (page !== undefined) return page;
  }
  const rows: Row[] = [];
  const elements: Value[] = [];
  let from: Position | Behind<Row> | undefined = start;
  let complete = false;
  let examined: readonly Row[] = [];
  while (!complete && rows.length <= wanted) {
    const limit = wanted + 1 - rows.length;
    const batch: readonly Row[] = source.read(scan, from, limit);
    visitAhead(run, batch, (row) => {
      if (isExpired(run, source.ttlOf(row))) return true;
      const document =
        covered === undefined
          ? new DocumentValue(collection, source.idOf(row), attached)
          : new CoveredDocument(collection, source.idOf(row), attached, covered, origin);
      document.slot = source.slotOf(row);
      if (run.access === FULL_ACCESS || run.access.mayRead(document)) {
        rows.push(row);
        elements.push(document);
      }
      return true;
    });
    complete = batch.length < limit;
    if (run.meter !== undefined) examined = examined.concat(batch);
    if (!complete) from = new Behind(batch[batch.length - 1]!);
  }
  if (run.meter !== undefined) {
    const counted =
      complete || run.transaction.waits || source.partitions === 1
        ? examined.slice(0, complete ? undefined : wanted)
        : // At the time of the snapshot: what is only counted is nothing that the transaction depends on.
          source.read({ ...scan, at: at ?? run.transaction.snapshot }, start, wanted * source.partitions);
    countRows(run.meter, source, counted);
  }
  let next: Position | undefined;
  if (rows.length > wanted) {
    next = source.positionOf(rows[wanted]!);
    elements.length = wanted;
  }
  if (origin !== undefined) for (const element of elements) noteSeen(run, element as CoveredDocument);
  return new RowsPage(elements, next, source, rows);
}

/**
 * The page where nobody counts what is read and no row must be left out, as most are: nothing but its documents is made.
 * Undefined where a row has expired.
 */
function plainPage<Row>(
  scan: RowScan,
  source: RowSource<Row>,
  attached: Timestamp | undefined,
  start: Position | undefined,
  wanted: number,
): Page | undefined {
  const rows = source.read(scan, start, wanted + 1);
  for (let i = 0; i < rows.length; i++) if (isExpired(scan.run, source.ttlOf(rows[i]!))) return undefined;
  const next = rows.length > wanted ? source.positionOf(rows[wanted]!) : undefined;
  const count = Math.min(rows.length, wanted);
  if (count === 1) return new RowsPage([documentOf(source, rows[0]!, attached)], next, source, rows);
  const elements: Value[] = [];
  for (let i = 0; i < count; i++) elements.push(documentOf(source, rows[i]!, attached));
  rememberAll(scan, source, rows, elements);
  return new RowsPage(elements, next, source, rows);
}

/** Documents that come out of their own table need not be looked up again. */
function rememberAll<Row>(
  { run, set }: RowScan,
  source: RowSource<Row>,
  rows: readonly Row[],
  documents: readonly Value[],
): void {
  const isPlain = run.schema.collection(source.collection)!.migrate === undefined;
  if (source.versionOf === undefined || !isPlain || !readsRowsAsStored(run, [set])) return;
  for (let i = 0; i < documents.length; i++) {
    remember(run, documents[i] as DocumentValue, source.versionOf(rows[i]!));
  }
}

function documentOf<Row>(source: RowSource<Row>, row: Row, attached: Timestamp | undefined): DocumentValue {
  const document = new DocumentValue(source.collection, source.idOf(row), attached);
  document.slot = source.slotOf(row);
  return document;
}

/** Counts a page for `stats`: of each partition as many rows as the page wants, where there are that many. spec/08 §3.4 */
function countRows<Row>(meter: Meter, source: RowSource<Row>, rows: readonly Row[]): void {
  const bytes = rows.reduce((sum, row) => sum + source.bytesOf(row), 0);
  if (isDefinition(source.collection)) meter.readSchema(bytes);
  else meter.read(bytes, source.partitions);
}
