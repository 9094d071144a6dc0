import type { IndexScan } from "../../compiler/index.js";
import type { FieldPath } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import { invalidArgument } from "../problems/calls.js";
import { mayNotReadCollection } from "../problems/documents.js";
import { mayNotStream, notStreamable, streamReasons } from "../problems/streams.js";
import { DocumentValue, FIRST_USER_COLLECTION, type SetValue, type Value } from "../values/index.js";
import type { SetShapeOf } from "./planFor.js";
import { sourceOf } from "./sourceOf.js";

/** A path that is watched: names and indexes. */
export type WatchedPath = readonly (string | number)[];

/** Fails where the set's changes cannot be watched; `method` is how the event source is asked for. spec/05 §12 */
export function demandStreamable(run: Run, set: SetValue, method: string): void {
  const reason = obstacle(set, false);
  if (reason !== undefined) throw notStreamable(method, reason);
  demandSomeRead(run, sourceOf(set));
}

/** Why the set cannot be watched. */
function obstacle(set: SetValue, reversed: boolean): string | undefined {
  const { operator } = set.shape as SetShapeOf;
  const input = set.slots[0] as SetValue;
  switch (operator.kind) {
    case "filter":
    case "project":
      return set.at === undefined ? obstacle(input, reversed) : streamReasons.at;
    case "pageSize":
      return obstacle(input, reversed);
    case "reverse":
      return obstacle(input, !reversed);
    case "documents":
    case "indexScan":
      if (set.at !== undefined) return streamReasons.at;
      if (reversed) return streamReasons.reversed;
      if (hasRange(set, operator.kind)) return streamReasons.range;
      return operator.collection < FIRST_USER_COLLECTION ? streamReasons.builtIn : undefined;
    case "single": {
      const [document] = set.slots;
      if (!(document instanceof DocumentValue)) return streamReasons.single;
      if (document.readAt !== undefined) return streamReasons.at;
      return reversed ? streamReasons.reversed : undefined;
    }
    case "take":
    case "drop":
      return streamReasons.returnedFrom(operator.kind);
    case "sort":
      return streamReasons.returnedFrom("order");
    case "distinct":
    case "concat":
    case "flatMap":
    case "values":
    case "sequence":
      return streamReasons[operator.kind];
  }
}

function hasRange({ slots }: SetValue, kind: "documents" | "indexScan"): boolean {
  const [first, from, to] = slots as readonly (string | readonly Value[])[];
  return kind === "documents" ? first !== "" || from !== "" : from!.length + to!.length > 0;
}

function demandSomeRead(run: Run, source: SetValue): void {
  const { operator } = source.shape as SetShapeOf;
  if (operator.kind === "documents" || operator.kind === "indexScan") {
    const { collection } = operator;
    if (run.access.mayReadSome(collection)) return;
    throw mayNotReadCollection(run.schema.collection(collection)?.name ?? "");
  }
  if (!run.access.mayRead(source.slots[0] as DocumentValue)) throw mayNotStream();
}

/** Fails where `paths` cannot be watched on this set: not on its source, or not covered by the index. spec/05 §12 */
export function demandWatchable(set: SetValue, paths: readonly WatchedPath[]): void {
  const { operator } = set.shape as SetShapeOf;
  switch (operator.kind) {
    case "documents":
    case "single":
      return;
    case "indexScan": {
      const missing = uncovered(operator, paths);
      if (missing.length === 0) return;
      const texts = missing.map((path) => `\`${pathText(path)}\``).join(", ");
      throw invalidArgument("fields", `${texts} not covered by the \`${operator.index}\` index.`);
    }
    default:
      throw notStreamable("changesOn", streamReasons.notSource);
  }
}

function uncovered({ entries }: IndexScan, paths: readonly WatchedPath[]): readonly WatchedPath[] {
  const covered = [...entries.terms, ...entries.values].map(({ path }) => namesOf(path));
  if (covered.some((path) => path.length === 1 && path[0] === "ts")) return [];
  return paths.filter((path) => {
    const sought = withoutData(path);
    if (sought.length === 1 && sought[0] === "id") return false;
    return !covered.some((each) => each.every((name, i) => sought[i] === name));
  });
}

function namesOf(path: FieldPath): WatchedPath {
  return withoutData(path.elements.map((each) => (each.kind === "field" ? each.name : each.index)));
}

function withoutData(path: WatchedPath): WatchedPath {
  return path.length > 1 && path[0] === "data" ? path.slice(1) : path;
}

function pathText(path: WatchedPath): string {
  return path
    .map((name, i) => (typeof name === "number" ? `[${name}]` : i === 0 ? name : `.${name}`))
    .join("");
}
