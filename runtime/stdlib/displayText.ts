import { attempt, type Run } from "../call/index.js";
import { cursorText } from "../cursors/index.js";
import { definitionName, documentFields, isPresent } from "../documents/index.js";
import { debugString, displayString, type TextContext, type Value } from "../values/index.js";

/** A value as `toString`, `+`, templates and `log` show it; documents are read. spec/04 §8.2 */
export function displayText(run: Run, value: Value): string {
  return typeof value === "string" ? value : displayString(value, contextOf(run));
}

/** A value as `dbg` shows it. spec/04 §8.2 */
export function debugText(run: Run, value: Value): string {
  return debugString(value, contextOf(run));
}

function contextOf(run: Run): TextContext {
  return {
    documentFields: (document) =>
      attempt(run, () => {
        run.demand("read", "Reading a document");
        return isPresent(run, document) ? documentFields(run, document) : undefined;
      }),
    collectionName: (collection) => run.schema.collection(collection)?.name,
    definitionName: (document) =>
      run.schema.collection(document.collection)?.named ? definitionName(run, document) : undefined,
    cursorText: (cursor) => cursorText(run, cursor),
    longest: run.limits.stringLength,
  };
}
