import type { Collection, Run } from "../call/index.js";
import { entriesOf, entryChanges, isExpired } from "../documents/index.js";
import type { Change, Entry, Version } from "../storage/storage.js";
import { termsKey } from "../storage/termsKey.js";
import { compareIds, DocumentValue, type Timestamp } from "../values/index.js";
import type { ChangeSource } from "./eventSource.js";
import { type EventPosition, isBehind } from "./position.js";

/** One document that one transaction changed in a source. */
export interface SourceChange {
  readonly kind: "create" | "update" | "delete";
  readonly document: DocumentValue;
  readonly position: EventPosition;
  /** As they were just before, and by, the transaction. */
  readonly before: Version | undefined;
  readonly after: Version | undefined;
}

const LOG_PAGE = 256;

/** The changes of a source behind a position, up to the snapshot of the run. spec/08 §9.4 */
export function* sourceChanges(
  run: Run,
  source: ChangeSource,
  start: EventPosition,
): Generator<SourceChange, void, undefined> {
  const collection = run.schema.collection(source.collection);
  if (collection === undefined) return;
  for (const commit of commitsBehind(run, source.collection, start.time - 1)) {
    for (const change of changesOf(run, collection, source, commit)) {
      if (isBehind(change.position, start)) yield change;
    }
  }
}

/** What is logged after a time, by transaction. */
function* commitsBehind(run: Run, collection: number, time: Timestamp): Generator<readonly Change[]> {
  let commit: Change[] = [];
  let page: readonly Change[];
  let after: { readonly time: Timestamp; readonly id: string | undefined } = { time, id: undefined };
  do {
    page = run.transaction.changes({ collection, after, limit: LOG_PAGE });
    for (const change of page) {
      if (commit.length > 0 && commit[0]!.time !== change.time) {
        yield commit;
        commit = [];
      }
      commit.push(change);
      after = change;
    }
  } while (page.length === LOG_PAGE);
  if (commit.length > 0) yield commit;
}

/** First what was in the source before, by id, then what enters it. An update takes two rows. spec/08 §9.4 */
function changesOf(
  run: Run,
  collection: Collection,
  source: ChangeSource,
  commit: readonly Change[],
): readonly SourceChange[] {
  const time = commit[0]!.time;
  const found = commit
    .map(({ id }) => changeOf(run, collection, source, id, time))
    .filter((change) => change !== undefined);
  const isNew = (change: UnplacedChange) => (change.kind === "create" ? 1 : 0);
  found.sort((a, b) => isNew(a) - isNew(b) || compareIds(a.document.id, b.document.id));
  let ordinal = 0;
  return found.map((change) => {
    const placed = { ...change, position: { time, ordinal } };
    ordinal += change.kind === "update" ? 2 : 1;
    return placed;
  });
}

type UnplacedChange = Omit<SourceChange, "position">;

function changeOf(
  run: Run,
  collection: Collection,
  source: ChangeSource,
  id: string,
  time: Timestamp,
): UnplacedChange | undefined {
  if (source.kind === "single" && source.id !== id) return undefined;
  const document = new DocumentValue(source.collection, id);
  const before = versionAt(run, collection, document, time - 1);
  const after = versionAt(run, collection, document, time);
  const kind =
    source.kind === "index"
      ? indexChange(run, collection, source, before, after)
      : kindOfChange(before !== undefined, after !== undefined);
  return kind && { kind, document, before, after };
}

/** Commit times are unique, so that a moment before one the state before it holds. */
function versionAt(
  run: Run,
  collection: Collection,
  document: DocumentValue,
  time: Timestamp,
): Version | undefined {
  const version = run.transaction.version(document, time);
  if (version === undefined || isExpired(run, version.$ttl)) return undefined;
  return collection.migrate === undefined ? version : collection.migrate(version);
}

function kindOfChange(wasThere: boolean, isThere: boolean): SourceChange["kind"] | undefined {
  if (wasThere) return isThere ? "update" : "delete";
  return isThere ? "create" : undefined;
}

/** Only what changes the entries under the terms is a change of the index. */
function indexChange(
  run: Run,
  collection: Collection,
  source: Extract<ChangeSource, { readonly kind: "index" }>,
  before: Version | undefined,
  after: Version | undefined,
): SourceChange["kind"] | undefined {
  const schema = collection.entries.find(({ id }) => id === source.entries);
  if (schema === undefined) return undefined;
  const sought = termsKey(source.terms);
  const entries = (version: Version | undefined): readonly Entry[] =>
    version === undefined
      ? []
      : entriesOf({ run, collection, version }, schema).filter(({ terms }) => termsKey(terms) === sought);
  const old = entries(before);
  const now = entries(after);
  const { removed, added } = entryChanges(old, now);
  if (removed.length + added.length === 0) return undefined;
  return kindOfChange(old.length > 0, now.length > 0);
}
