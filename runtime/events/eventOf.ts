import { callFunction1, type Run } from "../call/index.js";
import { CoveredDocument } from "../documents/index.js";
import { materialise } from "../materialise/index.js";
import { inSetLambda, verdict } from "../operators/index.js";
import type { DocumentValue, Timestamp, Value } from "../values/index.js";
import type { Materialised } from "../wire/materialised.js";
import type { DataEvent } from "./event.js";
import type { ChangeSource, WatchedSource } from "./eventSource.js";
import type { SourceChange } from "./sourceChanges.js";
import { concernsWatched } from "./watchedFields.js";

/** Completes "…, which is not allowed in …". spec/08 §9.4 */
const IN_SUBSCRIPTIONS = "Writes are disallowed in stream subscriptions.";

/** What a change of the source looks like to a client; undefined where it is none to them. spec/08 §9.4 */
export function eventOf(
  run: Run,
  { source, lambdas, watched }: WatchedSource,
  change: SourceChange,
): Pick<DataEvent, "kind" | "data"> | undefined {
  const { kind, position } = change;
  const document = elementOf(source, change);
  const now = position.time;
  const seenNow = kind !== "delete" && mayReadAt(run, document, now);
  const seenBefore = kind !== "create" && mayReadAt(run, document, now - 1);
  if (!(seenNow || seenBefore) || !concernsWatched(watched, change)) return undefined;
  const show = (time: Timestamp): Materialised | undefined =>
    readingAt(run, time, () =>
      run.limited("read", IN_SUBSCRIPTIONS, () => {
        const element = transformed(run, document, lambdas);
        return element === undefined ? undefined : materialise(run, element);
      }),
    );
  const after = seenNow ? show(now) : undefined;
  const before = seenBefore ? show(now - 1) : undefined;
  if (after !== undefined) return { kind: before === undefined ? "add" : "update", data: after };
  return before === undefined ? undefined : { kind: "remove", data: before };
}

/** Fields that the index holds are read without the document. */
function elementOf(source: ChangeSource, { document }: SourceChange): DocumentValue {
  if (source.kind !== "index") return document;
  return new CoveredDocument(document.collection, document.id, undefined, source.covered, undefined);
}

function mayReadAt(run: Run, document: DocumentValue, time: Timestamp): boolean {
  return readingAt(run, time, () => run.access.mayRead(document));
}

/** A moment of the past as the present: what is read carries no time. */
function readingAt<T>(run: Run, time: Timestamp, body: () => T): T {
  const outer = run.pageAt;
  run.pageAt = time;
  const result = body();
  run.pageAt = outer;
  return result;
}

/** The element that `where` and `map` make of a document; undefined where it is left out. */
function transformed(
  run: Run,
  document: DocumentValue,
  lambdas: WatchedSource["lambdas"],
): Value | undefined {
  let element: Value = document;
  for (const { kind, set, lambda } of lambdas) {
    const result = inSetLambda(run, set, () => callFunction1(run, lambda, element));
    if (kind === "project") element = result;
    else if (!verdict(result, set)) return undefined;
  }
  return element;
}
