import type { IndexScan, SetOperator, ShapeTable, SortDirection } from "../../compiler/index.js";
import type { Span } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import type { EntryBound } from "../storage/storage.js";
import { type FunctionValue, SetValue, type Timestamp, type Value } from "../values/index.js";
import { packBound } from "./bound.js";
import type { Plans, SetShapeOf } from "./planFor.js";

const NO_FRAMES: readonly Span[] = [];

/** A set without inputs, built where the run stands. */
export function sourceSet(
  run: Run,
  operator: SetOperator,
  slots: readonly Value[],
  at: Timestamp | undefined = undefined,
  frames: readonly Span[] = NO_FRAMES,
): SetValue {
  return new SetValue((run.schema.shapes as ShapeTable<Plans>).source(operator), slots, frames, at);
}

/** Documents of a collection, from one id to another (both inclusive). `at` is the time that the set keeps. */
export function documentsSet(
  run: Run,
  collection: number,
  range: IdRange = ALL_IDS,
  at: Timestamp | undefined = run.at,
): SetValue {
  const shape = (run.schema.shapes as ShapeTable<Plans>).documents(collection);
  return new SetValue(shape, [range.from ?? "", range.to ?? ""], NO_FRAMES, at);
}

export interface IdRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** All documents of a collection. */
export const ALL_IDS: IdRange = { from: undefined, to: undefined };

/** The documents that an index lists under `terms`. */
export function indexSet(
  run: Run,
  index: IndexScan,
  terms: readonly Value[],
  range: IndexRange = WHOLE_INDEX,
  at: Timestamp | undefined = run.at,
): SetValue {
  const frames = run.performanceHints ? [run.innermostFrame()] : NO_FRAMES;
  return sourceSet(run, index, [terms, packBound(range.from), packBound(range.to)], at, frames);
}

export interface IndexRange {
  readonly from: EntryBound | undefined;
  readonly to: EntryBound | undefined;
}

/** All entries under some terms. */
export const WHOLE_INDEX: IndexRange = { from: undefined, to: undefined };

/** `[a, b].toSet()` */
export function arraySet(run: Run, elements: readonly Value[]): SetValue {
  return sourceSet(run, OPERATORS.values, [elements]);
}

/** `Set.sequence(from, until)` */
export function sequenceSet(run: Run, from: number, until: number): SetValue {
  return sourceSet(run, OPERATORS.sequence, [from, until]);
}

/** `Set.single(element)` */
export function singleSet(run: Run, element: Value): SetValue {
  return sourceSet(run, OPERATORS.single, [element]);
}

/** Operators that are kept find their shapes without a key. */
const OPERATORS = {
  values: { kind: "values" },
  sequence: { kind: "sequence" },
  single: { kind: "single" },
  filter: { kind: "filter" },
  project: { kind: "project" },
  flatMap: { kind: "flatMap" },
  take: { kind: "take" },
  drop: { kind: "drop" },
  distinct: { kind: "distinct" },
  reverse: { kind: "reverse" },
  concat: { kind: "concat" },
  pageSize: { kind: "pageSize" },
} as const satisfies { readonly [kind: string]: SetOperator };

/** `where`, `map`, `flatMap`: the set remembers where and at what time its lambda was attached. */
export function lambdaSet(
  run: Run,
  input: SetValue,
  kind: "filter" | "project" | "flatMap",
  lambda: FunctionValue,
): SetValue {
  const shape = shapeOf(input).append(OPERATORS[kind]);
  return new SetValue(shape, [input, lambda], run.openFrames(), run.at);
}

/** `order`: one accessor for each direction; natural order without any. */
export function sortedSet(
  run: Run,
  input: SetValue,
  accessors: readonly FunctionValue[],
  directions: readonly SortDirection[],
): SetValue {
  const shape = shapeOf(input).append({ kind: "sort", directions });
  return new SetValue(shape, [input, ...accessors], run.openFrames(), run.at);
}

/** `take` */
export function takeSet(input: SetValue, limit: number): SetValue {
  return plain(input, "take", limit);
}

/** `drop` */
export function dropSet(input: SetValue, amount: number): SetValue {
  return plain(input, "drop", amount);
}

/** `distinct` */
export function distinctSet(input: SetValue): SetValue {
  return plain(input, "distinct");
}

/** `reverse` */
export function reverseSet(input: SetValue): SetValue {
  return plain(input, "reverse");
}

/** Sets of one page size, made at two places, are not equal: the place is a slot. spec/05 §6 */
export function pageSizeSet(run: Run, input: SetValue, size: number): SetValue {
  const place = run.openFrames().map(({ source, start, end }) => `${source.name}:${start}-${end}`);
  return plain(input, "pageSize", size, place.join(" "));
}

/** `concat` */
export function concatSet(first: SetValue, second: SetValue): SetValue {
  const shape = shapeOf(first).append(OPERATORS.concat, [shapeOf(second)]);
  return new SetValue(shape, [first, second], NO_FRAMES, undefined);
}

/** A set of input sets and arguments that are at hand, of no place: those of cursors. */
export function appendedSet(
  operator: SetOperator,
  slots: readonly Value[],
  at: Timestamp | undefined,
): SetValue {
  const [first, second] = slots as readonly SetValue[];
  const others = operator.kind === "concat" ? [shapeOf(second!)] : [];
  return new SetValue(shapeOf(first!).append(operator, others), slots, NO_FRAMES, at);
}

function plain(input: SetValue, kind: keyof typeof OPERATORS, ...args: readonly Value[]): SetValue {
  return new SetValue(shapeOf(input).append(OPERATORS[kind]), [input, ...args], NO_FRAMES, undefined);
}

function shapeOf(set: SetValue): SetShapeOf {
  return set.shape as SetShapeOf;
}
