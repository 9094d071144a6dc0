import type { IndexScan, IndexSchema } from "../../compiler/index.js";
import {
  any,
  type Collection,
  field,
  functionValue,
  id,
  type Member,
  members,
  method,
  object,
  type Run,
} from "../call/index.js";
import { createDocument, entryBounds, idBounds, storableOrNothing } from "../documents/index.js";
import {
  ALL_IDS,
  documentsSet,
  firstElement,
  hintCollectionScan,
  indexSet,
  lambdaSet,
  WHOLE_INDEX,
} from "../operators/index.js";
import { invalidArgument } from "../problems/calls.js";
import { indexNotQueryable, mayNotReadCollection } from "../problems/documents.js";
import {
  DocumentValue,
  type FunctionValue,
  type ModuleValue,
  NATIVE,
  noElement,
  type SetValue,
  type Struct,
  type Value,
} from "../values/index.js";
import { unary } from "./orderings.js";

const RANGE = "{ from: Any } | { to: Any } | { from: Any, to: Any }";

function collectionOf(run: Run, module: ModuleValue): Collection {
  const collection = run.schema.collection(module.collection!);
  if (collection === undefined) throw new Error(`the schema of the run has no collection ${module.name}`);
  return collection;
}

/** `C.where(p)`, without consuming it. */
function filtered(
  run: Run,
  self: ModuleValue,
  predicate: FunctionValue,
  method: "where" | "firstWhere",
): SetValue {
  const collection = collectionOf(run, self);
  if (collection.definition !== undefined) hintCollectionScan(run, method, collection.name);
  return lambdaSet(run, documentsSet(run, collection.id), "filter", unary(predicate, "pred"));
}

/** What all collections have, built-in ones too. spec/06 §1 */
export const anyCollection = {
  all: method({
    signature: `(() => Set<Any>) & ((range: ${RANGE}) => Set<Any>)`,
    takes: [[], [any("range")]],
    doc: "All documents, by id; with a range, those between two ids.",
    effect: "read",
    perform: (run: Run, self: ModuleValue, range?: Value) =>
      documentsSet(run, self.collection!, range === undefined ? ALL_IDS : idBounds(range)),
  }),
  where: method({
    signature: "(pred: (Any => Boolean)) => Set<Any>",
    takes: [[functionValue("pred")]],
    doc: "The documents for which the predicate is true.",
    effect: "read",
    perform: (run: Run, self: ModuleValue, predicate: FunctionValue) =>
      filtered(run, self, predicate, "where"),
  }),
  firstWhere: method({
    signature: "(pred: (Any => Boolean)) => Any | Null",
    takes: [[functionValue("pred")]],
    doc: "The first document, by id, for which the predicate is true.",
    effect: "read",
    perform: (run: Run, self: ModuleValue, predicate: FunctionValue) =>
      firstElement(run, filtered(run, self, predicate, "firstWhere")) ?? noElement("empty set"),
  }),
  toString: method({
    signature: "() => String",
    takes: [[]],
    doc: "The name of the collection.",
    run: (self: ModuleValue) => self.name,
  }),
} as const;

/** A reference, which reads nothing. */
export const byId = {
  signature: "(id: ID) => Any",
  takes: [[id("id")]],
  doc: "The document with an id, which may be missing.",
  perform: (run: Run, self: ModuleValue, documentId: string) =>
    new DocumentValue(self.collection!, documentId, run.at),
} as const;

/** `C(id)` */
export const collectionConstructor: Member = { ...method(byId), name: "apply" };

/** The static members of user collections, without their indexes. spec/06 §1 */
export const collectionStatics: ReadonlyMap<string, Member> = members({
  ...anyCollection,
  create: method({
    signature: "(data: { *: Any }) => Any",
    takes: [[object("data")]],
    doc: "Stores a new document.",
    effect: "write",
    perform: (run: Run, self: ModuleValue, data: Struct) =>
      createDocument(run, collectionOf(run, self), data, "document"),
  }),
  createData: method({
    signature: "(data: { *: Any }) => Any",
    takes: [[object("data")]],
    doc: "Stores a new document; every key is a user field, also those with reserved names.",
    effect: "write",
    perform: (run: Run, self: ModuleValue, data: Struct) =>
      createDocument(run, collectionOf(run, self), data, "data"),
  }),
  byId: method({ ...byId, effect: "read" }),
  definition: field({
    signature: "CollectionDef",
    doc: "The definition of the collection.",
    perform: (run: Run, self: ModuleValue) =>
      new DocumentValue(NATIVE.Collection, String(self.collection), run.at),
  }),
});

const indexMembers = new WeakMap<IndexSchema, Member>();

/** The method of an index of a user collection. spec/06b §3 */
export function indexMember(collection: Collection, name: string): Member | undefined {
  const index = collection.definition?.indexes.find((each) => each.name === name);
  if (index === undefined) return undefined;
  let member = indexMembers.get(index);
  if (member === undefined) {
    member = makeIndexMember(collection, index);
    indexMembers.set(index, member);
  }
  return member;
}

function makeIndexMember(collection: Collection, index: IndexSchema): Member {
  const names = index.terms.map((_term, i) => `term${i + 1}`);
  const terms = names.map((name) => any(name));
  const scan: IndexScan = {
    kind: "indexScan",
    collection: collection.id,
    index: index.name,
    entries: index.entries,
  };
  const parameters = names.map((name) => `${name}: Any`);
  const call = method({
    signature: `((${parameters.join(", ")}) => Set<Any>) & ((${[...parameters, `range: ${RANGE}`].join(", ")}) => Set<Any>)`,
    takes: [terms, [...terms, any("range")]],
    doc: "The documents that the index lists under these terms, in its order.",
    effect: "read",
    perform: (run: Run, _self: ModuleValue, ...args: readonly Value[]) =>
      callIndex(run, collection, index, scan, args),
  });
  return { ...call, name: index.name };
}

function callIndex(
  run: Run,
  collection: Collection,
  index: IndexSchema,
  scan: IndexScan,
  args: readonly Value[],
): SetValue {
  if (!run.access.mayReadSome(collection.id)) throw mayNotReadCollection(collection.name);
  if (!index.queryable) throw indexNotQueryable(collection.name, index.name);
  const count = index.terms.length;
  const terms = new Array<Value>(count);
  for (let i = 0; i < count; i++) {
    const stored = storableOrNothing(args[i]!);
    if (stored === undefined) throw invalidArgument(`term${i + 1}`, "Argument cannot be used as lookup term");
    terms[i] = stored;
  }
  const range = args[count];
  return indexSet(run, scan, terms, range === undefined ? WHOLE_INDEX : entryBounds(index, range));
}
