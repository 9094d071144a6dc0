import type { Run } from "../call/index.js";
import { cursorText, eventSourceText, setText } from "../cursors/index.js";
import {
  absence,
  collectionModule,
  DELETED_COLLECTION,
  definitionName,
  documentFields,
  hintObjectShown,
} from "../documents/index.js";
import { initialPageSize, readPage } from "../operators/index.js";
import { stackOverflow } from "../problems/limits.js";
import { mapAhead } from "../transaction/index.js";
import {
  DocumentValue,
  EventSource,
  isStruct,
  OrderedStruct,
  type PlainStruct,
  SetCursor,
  SetValue,
  type Struct,
  structEntries,
  structuralEquals,
  type Value,
} from "../values/index.js";
import {
  DocumentNode,
  type Materialised,
  type NodeField,
  type NullDocumentCause,
  ObjectNode,
  PageNode,
  ReferenceNode,
  TokenNode,
} from "../wire/materialised.js";

/** How deep sets of sets are opened. spec/05 §11 */
const MAX_SETS = 10;

/**
 * How deep values may be within one another, which is as deep as JSON may be that is sent. Answers are written after
 * the commit, by functions that call themselves: what the machine's stack cannot hold must fail here. spec/05 §5
 */
const MAX_NESTING = 1000;

/** Where the walk is: the sets around it, and whether a document is around it. */
interface Place {
  readonly sets: readonly SetValue[];
  readonly inDocument: boolean;
}

/**
 * The tree that an answer is written from: sets become their first pages, documents are read. Lazy code of sets runs
 * here, and so do computed fields. spec/05 §11, spec/08 §5.2, §5.3
 *
 * @param depth how many objects and arrays are around it
 */
export function materialise(run: Run, value: Value, depth = 0): Materialised {
  return walk(run, value, { sets: [], inDocument: false }, depth);
}

/** `depth`: how many values are around this one. */
function walk(run: Run, value: Value, place: Place, depth: number): Materialised {
  if (typeof value !== "object") {
    if (typeof value === "string") run.memory.countKept(value.length);
    return value;
  }
  if (depth > MAX_NESTING) throw stackOverflow(run.limits.depth);
  if (Array.isArray(value)) return walkArray(run, value as readonly Value[], place, depth);
  if (isStruct(value)) {
    run.memory.countKeptElements();
    if (run.performanceHints) hintObjectShown(run, value);
    return walkStruct(run, value, place, depth);
  }
  if (value instanceof DocumentValue)
    return place.inDocument ? reference(run, value) : document(run, value, place, depth);
  if (value instanceof SetValue) return firstPage(run, value, place, depth);
  if (value instanceof SetCursor) return new TokenNode("cursor", () => cursorText(run, value));
  if (value instanceof EventSource) return new TokenNode("eventSource", () => eventSourceText(run, value));
  return value;
}

function walkStruct(run: Run, value: Struct, place: Place, depth: number): Materialised {
  if (value instanceof OrderedStruct || run.transaction.waits) {
    const entries = structEntries(value);
    const fields = walkFields(run, entries, place, depth);
    return fields.some(([, field], i) => field !== entries[i]![1]) ? new ObjectNode(fields) : value;
  }
  return walkPlainStruct(run, value, place, depth);
}

/** Most objects of an answer hold nothing to replace, and are then written as they are: no list of fields is made. */
function walkPlainStruct(run: Run, value: PlainStruct, place: Place, depth: number): Materialised {
  let fields: [string, Materialised][] | undefined;
  for (const key in value) {
    const before = value[key]!;
    const after = walk(run, before, place, depth + 1);
    if (fields === undefined && after !== before) fields = fieldsBefore(value, key);
    fields?.push([key, after]);
  }
  return fields === undefined ? value : new ObjectNode(fields);
}

function fieldsBefore(value: PlainStruct, end: string): [string, Materialised][] {
  const fields: [string, Materialised][] = [];
  for (const key in value) {
    if (key === end) break;
    fields.push([key, value[key]!]);
  }
  return fields;
}

function walkArray(run: Run, elements: readonly Value[], place: Place, depth: number): Materialised {
  run.memory.countKeptElements(elements.length);
  let isChanged = false;
  const walked = mapAhead(run, elements, (element) => {
    const result = walk(run, element, place, depth + 1);
    isChanged ||= result !== element;
    return result;
  });
  return isChanged ? walked : elements;
}

function walkFields(
  run: Run,
  entries: readonly (readonly [string, Value])[],
  place: Place,
  depth: number,
): readonly NodeField[] {
  return mapAhead(run, entries, ([key, field]) => [key, walk(run, field, place, depth + 1)] as const);
}

/** Sets in documents, too deep, or within themselves are written as cursors of their first page. */
function firstPage(run: Run, set: SetValue, { sets, inDocument }: Place, depth: number): Materialised {
  if (inDocument || sets.length >= MAX_SETS || sets.some((outer) => structuralEquals(outer, set))) {
    return new TokenNode("set", () => setText(run, set));
  }
  const size = initialPageSize(set);
  const { elements, next } = readPage(run, set, undefined, size);
  const inside: Place = { sets: [...sets, set], inDocument: false };
  const data = mapAhead(run, elements, (element) => walk(run, element, inside, depth + 1));
  if (next === undefined) return new PageNode(data, undefined);
  return new PageNode(data, () => cursorText(run, new SetCursor(set, next, size, undefined)));
}

function document(run: Run, value: DocumentValue, place: Place, depth: number): Materialised {
  const absent = absence(run, value);
  if (absent !== undefined) return reference(run, value, absent);
  const fields = walkFields(run, documentFields(run, value), { sets: place.sets, inDocument: true }, depth);
  return new DocumentNode(reference(run, value), fields);
}

function reference(run: Run, value: DocumentValue, missing?: NullDocumentCause): ReferenceNode {
  const collection = run.schema.collection(value.collection);
  if (collection === undefined) return new ReferenceNode(DELETED_COLLECTION, "id", value.id, missing);
  return collection.named
    ? new ReferenceNode(collectionModule(collection), "name", definitionName(run, value), missing)
    : new ReferenceNode(collectionModule(collection), "id", value.id, missing);
}
