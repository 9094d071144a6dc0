import type { Span } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import { type DocumentValue, isStruct, type Struct, type Value } from "../values/index.js";
import { CoveredDocument, type IndexOrigin } from "./metering.js";
import { isReservedField } from "./reservedNames.js";

const LINK = "https://docs.fauna.com/performance_hint/non_covered_document_read";

/** An object of which indexes hold only some fields, and how it was reached. */
interface PartlyCovered {
  readonly origins: readonly IndexOrigin[];
  readonly path: readonly string[];
  readonly place: Span;
}

/** What a run that wants hints has seen of indexes. */
class SeenThroughIndexes {
  /** The indexes that yielded each document, in order. */
  readonly origins = new Map<string, IndexOrigin[]>();
  /** Objects are of one version of a document. */
  readonly objects = new WeakMap<Struct, PartlyCovered>();
}

const seenByRun = new WeakMap<Run, SeenThroughIndexes>();

function seenIn(run: Run): SeenThroughIndexes {
  let seen = seenByRun.get(run);
  if (seen === undefined) {
    seen = new SeenThroughIndexes();
    seenByRun.set(run, seen);
  }
  return seen;
}

/** Notes that an index yielded a document, where hints are wanted. */
export function noteSeen(run: Run, { collection, id, origin }: CoveredDocument): void {
  if (origin === undefined) return;
  const { origins } = seenIn(run);
  const key = `${collection}:${id}`;
  const known = origins.get(key);
  if (known === undefined) origins.set(key, [origin]);
  else if (!known.some(({ index }) => index === origin.index)) known.push(origin);
}

/** Hints where a field is read from a document of indexes none of which holds it. spec/05 §13 */
export function hintFieldRead(
  run: Run,
  document: DocumentValue,
  name: string,
  value: Value | undefined,
  place: Span,
): void {
  if (!(document instanceof CoveredDocument) || document.origin === undefined) return;
  const origins = seenIn(run).origins.get(`${document.collection}:${document.id}`) ?? [document.origin];
  hintRead(run, origins, name === "data" ? [] : [name], value, place);
}

/** The same for a field of an object that came out of such a document. */
export function hintObjectRead(
  run: Run,
  object: Struct,
  name: string,
  value: Value | undefined,
  place: Span,
): void {
  const known = seenByRun.get(run)?.objects.get(object);
  if (known !== undefined) hintRead(run, known.origins, [...known.path, name], value, place);
}

/** Hints where an object that indexes hold in part is shown whole. */
export function hintObjectShown(run: Run, object: Struct): void {
  const known = seenByRun.get(run)?.objects.get(object);
  if (known !== undefined) hintUncovered(run, known.origins, known.path, known.place);
}

/** Hints where a document of an index is shown whole. */
export function hintDocumentShown(run: Run, document: DocumentValue): void {
  if (!(document instanceof CoveredDocument) || document.origin === undefined) return;
  const { index, call } = document.origin;
  run.hint(`non_covered_document_read - Full documents returned from ${index}. See ${LINK}.`, call);
}

function hintRead(
  run: Run,
  origins: readonly IndexOrigin[],
  path: readonly string[],
  value: Value | undefined,
  place: Span,
): void {
  const covered = origins.flatMap((origin) => origin.covered);
  if (covered.some((each) => isPrefix(each, path))) return;
  if (!covered.some((each) => isPrefix(path, each))) hintUncovered(run, origins, path, place);
  else if (value !== undefined && isStruct(value)) seenIn(run).objects.set(value, { origins, path, place });
}

function hintUncovered(
  run: Run,
  origins: readonly IndexOrigin[],
  path: readonly string[],
  place: Span,
): void {
  const shown = path.length === 0 || isReservedField(path[0]!) ? ["data", ...path] : path;
  const name = path.length === 1 && path[0] === "ts" ? "ts" : shown.join(".");
  const indexes = origins.map(({ index }) => index).join(",");
  const complaint =
    origins.length === 1
      ? `.${name} is not covered by the ${indexes} index`
      : `\`.${name}\` is not covered by the following indexes: [${indexes}]`;
  run.hint(`non_covered_document_read - ${complaint}. See ${LINK}.`, place);
}

function isPrefix(prefix: readonly string[], path: readonly string[]): boolean {
  return prefix.length <= path.length && prefix.every((name, i) => path[i] === name);
}
