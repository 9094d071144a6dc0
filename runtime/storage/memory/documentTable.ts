import { compareIds, compareTimes, type Time, type Timestamp } from "../../values/index.js";
import { SortedList } from "../sortedList.js";
import type { Change, ChangeScan, DocumentKey, DocumentScan, Version } from "../storage.js";
import { LayeredMap } from "./layeredMap.js";
import { SharedLog } from "./sharedLog.js";

const PAGE_BITS = 7;
const PAGE_SIZE = 1 << PAGE_BITS;
const PAGE_MASK = PAGE_SIZE - 1;

/** A version that ended, and those before it; immutable, so that forks share it. */
interface PastVersion {
  readonly version: Version;
  readonly from: Timestamp;
  readonly until: Timestamp;
  readonly older: PastVersion | undefined;
}

/** Rows by number. Columns, because a load from an array is cheap where versions have many hidden classes. */
interface Page {
  readonly owner: object;
  readonly ids: (string | undefined)[];
  /** The newest state: a version, or undefined where the document was deleted. */
  readonly versions: (Version | undefined)[];
  /** Since when that state holds. */
  readonly froms: Float64Array;
  readonly older: (PastVersion | undefined)[];
}

/**
 * The documents of a collection with their history. A document keeps its row number while it lives, so that whoever
 * remembers it finds the row without hashing; pages of rows are copied when they are written after a fork. engine §1
 */
export class DocumentTable {
  /** The log: the id of each document that a transaction changed. */
  private log = new SharedLog<string>();
  private owner: object = {};
  private ownsPages = true;
  private pages: Page[] = [];
  private slots = new LayeredMap<string, number>();
  private readonly byId = (slot: number, id: string) => compareIds(this.idOf(slot), id);
  /** The documents that live now, by id; apart from deleted ones, so that a queue costs no more the longer it is used. */
  private live = new SortedList(this.byId);
  /** Those that were deleted and have history, by id. */
  private gone = new SortedList(this.byId);
  private freeSlots: number[] = [];
  private nextSlot = 0;
  private mayExpire = false;
  private lastChange: Timestamp = 0;

  /** Documents that live now. */
  get size(): number {
    return this.live.size;
  }

  /** Documents as of `at`; undefined where that must be counted, or where some may have expired. */
  count(at: Timestamp): number | undefined {
    return this.mayExpire || this.lastChange > at ? undefined : this.size;
  }

  /** Shows all versions as of `at`, in pages with holes, as they lie: the fastest way to see them all. */
  visit(at: Timestamp, visit: (versions: readonly (Version | undefined)[]) => void): void {
    const isNewest = this.lastChange <= at;
    for (const [number, { versions }] of this.pages.entries()) {
      if (isNewest) visit(versions);
      else visit(versions.map((_version, row) => this.stateAt((number << PAGE_BITS) | row, at)));
    }
  }

  read(key: DocumentKey, at: Timestamp): Version | undefined {
    // What `find` and `stateAt` do, of the row that the key remembers: most are the first in a cold part of memory.
    const page = key.slot < 0 ? undefined : this.pages[key.slot >> PAGE_BITS];
    const row = key.slot & PAGE_MASK;
    if (page !== undefined && Object.is(page.ids[row], key.id) && page.froms[row]! <= at) {
      return page.versions[row];
    }
    const slot = this.find(key);
    return slot < 0 ? undefined : this.stateAt(slot, at);
  }

  scan(scan: DocumentScan, at: Timestamp): Version[] {
    const found: Version[] = [];
    if (scan.limit <= 0) return found;
    for (const slot of this.slotsWithin(scan, at)) {
      const version = this.stateAt(slot, at);
      if (version !== undefined && found.push(version) >= scan.limit) break;
    }
    return found;
  }

  changes(scan: ChangeScan, through: Timestamp): Change[] {
    const { time, id } = scan.after;
    const found: Change[] = [];
    // One commit's rows are in id order: of the commit at the position itself, only those behind `id` follow.
    for (const { time: changed, item } of this.log.after(id === undefined ? time : time - 1)) {
      if (changed > through || found.length >= scan.limit) break;
      if (id === undefined || changed > time || compareIds(item, id) > 0)
        found.push({ time: changed, id: item });
    }
    return found;
  }

  changedAfter(key: DocumentKey, time: Timestamp): boolean {
    if (this.lastChange <= time) return false;
    const slot = this.find(key);
    // It may have come and gone, and been pruned.
    if (slot < 0) return !this.log.reaches(time);
    return this.pages[slot >> PAGE_BITS]!.froms[slot & PAGE_MASK]! > time;
  }

  rangeChangedAfter({ from, to }: DocumentScan, time: Timestamp): boolean {
    if (this.lastChange <= time) return false;
    if (!this.log.reaches(time)) return true;
    for (const { item: id } of this.log.after(time)) {
      if (
        (from === undefined || compareIds(id, from) >= 0) &&
        (to === undefined || compareIds(id, to) <= 0)
      ) {
        return true;
      }
    }
    return false;
  }

  /**
   * Makes `version` (already stamped), or the document's absence, the newest state. One commit writes in id order.
   * Answers the row number; -1 where there is nothing to write.
   */
  write(id: string, version: Version | undefined, time: Timestamp): number {
    const found = this.slots.get(id);
    const before =
      found === undefined ? undefined : this.pages[found >> PAGE_BITS]!.versions[found & PAGE_MASK];
    if (version === undefined && before === undefined) return -1;
    const slot = found ?? this.newSlot(id);
    const page = this.ownedPage(slot);
    const row = slot & PAGE_MASK;
    if (version === undefined) {
      this.live.delete(id);
      this.gone.insert(id, slot);
    } else if (before === undefined) {
      if (found !== undefined) this.gone.delete(id);
      this.live.insert(id, slot);
    }
    if (before !== undefined) {
      page.older[row] = { version: before, from: page.froms[row]!, until: time, older: page.older[row] };
    }
    page.versions[row] = version;
    page.froms[row] = time;
    this.lastChange = time;
    this.mayExpire ||= version?.$ttl !== undefined;
    this.log.append(time, id);
    return slot;
  }

  /** Drops history that ended by `before`, and documents that expired or were deleted by then. */
  prune(before: Timestamp, expired: Time): void {
    const changed = new Set(this.log.dropThrough(before));
    for (const id of changed) this.pruneDocument(id, before, expired);
    if (!this.mayExpire) return;
    this.mayExpire = false;
    for (const slot of this.live.first(this.size)) {
      const ttl = this.pages[slot >> PAGE_BITS]!.versions[slot & PAGE_MASK]?.$ttl;
      if (ttl === undefined) continue;
      if (compareTimes(ttl, expired) <= 0) this.free(slot);
      else this.mayExpire = true;
    }
  }

  fork(): DocumentTable {
    const copy = new DocumentTable();
    copy.log = this.log.fork();
    copy.pages = this.pages;
    copy.slots = this.slots.fork();
    copy.live = this.live.clone(copy.byId);
    copy.gone = this.gone.clone(copy.byId);
    copy.freeSlots = [...this.freeSlots];
    copy.nextSlot = this.nextSlot;
    copy.mayExpire = this.mayExpire;
    copy.lastChange = this.lastChange;
    copy.ownsPages = false;
    this.ownsPages = false;
    this.owner = {};
    return copy;
  }

  /** The row number of a document, or -1; remembered in the key, and believed only if the row is the document's. */
  private find(key: DocumentKey): number {
    const { slot, id } = key;
    if (slot >= 0) {
      const known = this.pages[slot >> PAGE_BITS]?.ids[slot & PAGE_MASK];
      // `Object.is` does not load texts that are one object, which are far away in memory.
      if (known !== undefined && Object.is(known, id)) return slot;
    }
    const found = this.slots.get(id);
    if (found === undefined) return -1;
    key.slot = found;
    key.id = this.pages[found >> PAGE_BITS]!.ids[found & PAGE_MASK]!;
    return found;
  }

  private stateAt(slot: number, at: Timestamp): Version | undefined {
    const page = this.pages[slot >> PAGE_BITS]!;
    const row = slot & PAGE_MASK;
    if (page.froms[row]! <= at) return page.versions[row];
    for (let past = page.older[row]; past !== undefined; past = past.older) {
      if (past.from <= at) return at < past.until ? past.version : undefined;
    }
    return undefined;
  }

  /** Of the documents that may have a version at a time; those that are gone only count in the past. */
  private slotsWithin(scan: DocumentScan, at: Timestamp): Iterable<number> {
    const { from, to, reverse } = scan;
    const live = this.live.within(from, to, reverse);
    return this.lastChange <= at || this.gone.size === 0
      ? live
      : this.merged(live, this.gone.within(from, to, reverse), scan);
  }

  private *merged(a: Iterator<number>, b: Iterator<number>, { reverse }: DocumentScan): Generator<number> {
    let left = a.next();
    let right = b.next();
    while (!left.done || !right.done) {
      const takesLeft =
        right.done ||
        (!left.done && compareIds(this.idOf(left.value), this.idOf(right.value)) < 0 !== reverse);
      yield takesLeft ? left.value : right.value;
      if (takesLeft) left = a.next();
      else right = b.next();
    }
  }

  private idOf(slot: number): string {
    return this.pages[slot >> PAGE_BITS]!.ids[slot & PAGE_MASK]!;
  }

  private newSlot(id: string): number {
    const slot = this.freeSlots.pop() ?? this.nextSlot++;
    this.slots.set(id, slot);
    this.ownedPage(slot).ids[slot & PAGE_MASK] = id;
    return slot;
  }

  private free(slot: number): void {
    const page = this.ownedPage(slot);
    const row = slot & PAGE_MASK;
    const id = page.ids[row]!;
    this.live.delete(id);
    this.gone.delete(id);
    this.slots.delete(id);
    page.ids[row] = undefined;
    page.versions[row] = undefined;
    page.froms[row] = 0;
    page.older[row] = undefined;
    this.freeSlots.push(slot);
  }

  private pruneDocument(id: string, before: Timestamp, expired: Time): void {
    const slot = this.slots.get(id);
    if (slot === undefined) return;
    const page = this.ownedPage(slot);
    const row = slot & PAGE_MASK;
    const version = page.versions[row];
    const isGone =
      version === undefined
        ? page.froms[row]! <= before
        : version.$ttl !== undefined && compareTimes(version.$ttl, expired) <= 0;
    if (isGone) this.free(slot);
    else page.older[row] = withoutEnded(page.older[row], before);
  }

  private ownedPage(slot: number): Page {
    if (!this.ownsPages) {
      this.pages = [...this.pages];
      this.ownsPages = true;
    }
    const number = slot >> PAGE_BITS;
    const page = this.pages[number];
    if (page?.owner === this.owner) return page;
    const owned = page === undefined ? emptyPage(this.owner) : copyOf(page, this.owner);
    this.pages[number] = owned;
    return owned;
  }
}

function emptyPage(owner: object): Page {
  return { owner, ids: [], versions: [], froms: new Float64Array(PAGE_SIZE), older: [] };
}

function copyOf(page: Page, owner: object): Page {
  return {
    owner,
    ids: [...page.ids],
    versions: [...page.versions],
    froms: page.froms.slice(),
    older: [...page.older],
  };
}

function withoutEnded(past: PastVersion | undefined, before: Timestamp): PastVersion | undefined {
  const kept: PastVersion[] = [];
  for (let row = past; row !== undefined && row.until > before; row = row.older) kept.push(row);
  let list: PastVersion | undefined;
  while (kept.length > 0) list = { ...kept.pop()!, older: list };
  return list;
}
