import type { Timestamp } from "../../values/index.js";
import type { ByteRange, ByteRow } from "./byteStore.js";
import { behindKey, compareByteStrings } from "./compareByteStrings.js";
import { keysBetween, type PositionRange, positionOf, type Spaces, untilOf } from "./keys.js";
import type { Question } from "./question.js";
import { fromOf } from "./rowCodec.js";

/** A scan of the rows of a collection or an index, by position. */
export interface RowScan {
  readonly prefixes: Spaces<Uint8Array>;
  readonly range: PositionRange;
  readonly reverse: boolean;
  readonly limit: number;
}

export interface FoundRow {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly space: "live" | "past";
}

/** So many more rows than wanted are read at once: some will be of other times. */
const EXTRA_ROWS = 16;
const LARGEST_PAGE = 1000;

/** The rows that held at a time: the live ones of then, merged with those that have ended since. */
export function* rowsAsOf(scan: RowScan, at: Timestamp): Question<FoundRow[]> {
  const found: FoundRow[] = [];
  if (scan.limit <= 0) return found;
  const live = new SpaceScan(scan, "live");
  const past = new SpaceScan(scan, "past");
  while (found.length < scan.limit) {
    const hungry = [live, past].filter((space) => space.needsRows);
    if (hungry.length > 0) {
      const pages = yield hungry.map((space) => space.nextPage());
      for (const [i, space] of hungry.entries()) space.take(pages[i]!);
      continue;
    }
    const next = earlier(live, past, scan.reverse);
    if (next === undefined) break;
    const row = next.shift();
    if (heldAt(row, at)) found.push(row);
  }
  return found;
}

function heldAt({ key, value, space }: FoundRow, at: Timestamp): boolean {
  return fromOf(value) <= at && (space === "live" || at < untilOf(key));
}

/** The space whose next row comes first; undefined when both are at their ends. */
function earlier(live: SpaceScan, past: SpaceScan, reverse: boolean): SpaceScan | undefined {
  if (live.position === undefined) return past.position === undefined ? undefined : past;
  if (past.position === undefined) return live;
  const order = compareByteStrings(live.position, past.position);
  return order <= 0 !== reverse ? live : past;
}

/** Reads one space page by page. */
class SpaceScan {
  private readonly prefix: Uint8Array;
  private rows: readonly ByteRow[] = [];
  private index = 0;
  private rest: Pick<ByteRange, "from" | "to"> | undefined;
  private readonly pageSize: number;

  constructor(
    private readonly scan: RowScan,
    private readonly space: "live" | "past",
  ) {
    this.prefix = scan.prefixes[space];
    this.rest = keysBetween(this.prefix, scan.range);
    this.pageSize = Math.min(scan.limit + EXTRA_ROWS, LARGEST_PAGE);
  }

  get needsRows(): boolean {
    return this.index === this.rows.length && this.rest !== undefined;
  }

  get position(): Uint8Array | undefined {
    const row = this.rows[this.index];
    return row && positionOf(row.key, this.prefix, this.space);
  }

  nextPage(): ByteRange {
    return { ...this.rest!, reverse: this.scan.reverse, limit: this.pageSize };
  }

  take(rows: readonly ByteRow[]): void {
    this.rows = rows;
    this.index = 0;
    const last = rows.length < this.pageSize ? undefined : rows[rows.length - 1];
    if (last === undefined) this.rest = undefined;
    else if (this.scan.reverse) this.rest = { ...this.rest!, to: last.key };
    else this.rest = { ...this.rest!, from: behindKey(last.key) };
  }

  shift(): FoundRow {
    const { key, value } = this.rows[this.index++]!;
    return { key, value, space: this.space };
  }
}
