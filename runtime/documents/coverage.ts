import type { Span } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import { type DocumentValue, isStruct, type Struct, type Value } from "../values/index.js";
import { CoveredDocument, type IndexOrigin } from "./metering.js";
import { isReservedField } from "./reservedNames.js";

const LINK = "https://docs.fauna.com/performance_hint/non_covered_document_read";

/** An object of which an index holds only some fields, and how it was reached. */
interface PartlyCovered {
  readonly origin: IndexOrigin;
  readonly path: readonly string[];
  readonly place: Span;
}

/** Objects are of one version of a document, whatever run reads them: so they are remembered by run. */
const partlyCovered = new WeakMap<Run, WeakMap<Struct, PartlyCovered>>();

/** Hints where a field is read from a document of an index that does not hold it. spec/05 §13 */
export function hintFieldRead(
  run: Run,
  document: DocumentValue,
  name: string,
  value: Value | undefined,
  place: Span,
): void {
  if (document instanceof CoveredDocument && document.origin !== undefined) {
    hintRead(run, document.origin, name === "data" ? [] : [name], value, place);
  }
}

/** The same for a field of an object that came out of such a document. */
export function hintObjectRead(
  run: Run,
  object: Struct,
  name: string,
  value: Value | undefined,
  place: Span,
): void {
  const known = partlyCovered.get(run)?.get(object);
  if (known !== undefined) hintRead(run, known.origin, [...known.path, name], value, place);
}

/** Hints where an object that an index holds in part is shown whole. */
export function hintObjectShown(run: Run, object: Struct): void {
  const known = partlyCovered.get(run)?.get(object);
  if (known !== undefined) hintUncovered(run, known.origin, known.path, known.place);
}

/** Hints where a document of an index is shown whole. */
export function hintDocumentShown(run: Run, document: DocumentValue): void {
  if (!(document instanceof CoveredDocument) || document.origin === undefined) return;
  const { index, call } = document.origin;
  run.hint(`non_covered_document_read - Full documents returned from ${index}. See ${LINK}.`, call);
}

function hintRead(
  run: Run,
  origin: IndexOrigin,
  path: readonly string[],
  value: Value | undefined,
  place: Span,
): void {
  if (origin.covered.some((covered) => isPrefix(covered, path))) return;
  if (!origin.covered.some((covered) => isPrefix(path, covered))) hintUncovered(run, origin, path, place);
  else if (value !== undefined && isStruct(value)) remember(run, value, { origin, path, place });
}

function remember(run: Run, object: Struct, known: PartlyCovered): void {
  const objects = partlyCovered.get(run) ?? new WeakMap<Struct, PartlyCovered>();
  partlyCovered.set(run, objects);
  objects.set(object, known);
}

function hintUncovered(run: Run, origin: IndexOrigin, path: readonly string[], place: Span): void {
  const shown = path.length === 0 || isReservedField(path[0]!) ? ["data", ...path] : path;
  const name = path.length === 1 && path[0] === "ts" ? "ts" : shown.join(".");
  run.hint(
    `non_covered_document_read - .${name} is not covered by the ${origin.index} index. See ${LINK}.`,
    place,
  );
}

function isPrefix(prefix: readonly string[], path: readonly string[]): boolean {
  return prefix.length <= path.length && prefix.every((name, i) => path[i] === name);
}
