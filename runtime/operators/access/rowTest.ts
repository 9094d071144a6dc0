import type { Conjunct } from "../../../compiler/index.js";
import { type Collection, Lambda, type Run } from "../../call/index.js";
import { storedFieldReader } from "../../documents/index.js";
import type { Version } from "../../storage/storage.js";
import { DocumentValue, Null, type SetValue, type Value } from "../../values/index.js";
import { complaint, inSetLambda } from "../setLambda.js";
import { factsOf, frameOf, linkedPart } from "./bind.js";

/** Whether a stored version passes; fails where the predicate does. */
export type RowTest = (version: Version) => boolean;

/** So many values are remembered, no more. */
const MOST_REMEMBERED = 100_000;

/**
 * The predicates of filters, asked of stored versions without making document values: of `document`, which shows the
 * version when it is asked. A part that could fail, and that looks at one field only, is asked once for each value:
 * `.product!.category == c`. Undefined where a predicate does more with its document than reading stored fields.
 *
 * Only where `readsRowsAsStored`; whoever asks looks at `run.shown` afterwards.
 */
export function rowTest(
  run: Run,
  filters: readonly SetValue[],
  collection: Collection,
  document: DocumentValue,
): RowTest | undefined {
  const tests = filters.map((filter) => testOf(run, filter, collection, document));
  if (tests.includes(undefined)) return undefined;
  return (version) => tests.every((test) => test!(version));
}

/** The stored fields by which filters look at documents; undefined where one does more with them. */
export function fieldsRead(
  filters: readonly SetValue[],
  collection: Collection,
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { slots } of filters) {
    const facts = slots[1] instanceof Lambda ? factsOf(slots[1], collection) : undefined;
    if (facts === undefined) return undefined;
    for (const { fields } of facts.conjuncts) {
      if (fields === undefined) return undefined;
      for (const field of fields) names.add(field);
    }
  }
  return names;
}

function testOf(
  run: Run,
  filter: SetValue,
  collection: Collection,
  document: DocumentValue,
): RowTest | undefined {
  const predicate = filter.slots[1];
  if (!(predicate instanceof Lambda)) return undefined;
  const facts = factsOf(predicate, collection);
  if (facts === undefined || facts.conjuncts.some(({ fields }) => fields === undefined)) return undefined;
  const { conjuncts } = facts;
  const frame = frameOf(predicate);
  frame[0] = document;
  const isOnly = conjuncts.length === 1;
  const tests = conjuncts.map((conjunct) => {
    const code = linkedPart(predicate.code, conjunct.code);
    const ask = () => {
      run.countApplication();
      const answer = code(run, frame);
      if (typeof answer === "boolean") return answer;
      if (isOnly && answer instanceof Null) return false;
      throw complaint(filter, "Boolean", answer);
    };
    return remembering(conjunct, ask);
  });
  return (version) => inSetLambda(run, filter, () => tests.every((test) => test(version)));
}

function remembering({ isTotal, fields }: Conjunct, ask: () => boolean): RowTest {
  const [field, ...further] = fields!;
  if (isTotal || field === undefined || field === "id" || further.length > 0) return ask;
  const answers = new Answers();
  const read = storedFieldReader(field);
  return (version) => {
    const value = read(version);
    const known = answers.get(value);
    if (known !== undefined) return known;
    const answer = ask();
    answers.set(value, answer);
    return answer;
  };
}

/** What was answered of a value. Values that are not the same object each time, references apart, are not remembered. */
class Answers {
  private readonly plain = new Map<Value | undefined, boolean>();
  private readonly documents = new Map<number, Map<string, boolean>>();

  get(value: Value | undefined): boolean | undefined {
    if (value instanceof DocumentValue) return this.documents.get(value.collection)?.get(value.id);
    return this.plain.get(value);
  }

  set(value: Value | undefined, answer: boolean): void {
    if (value instanceof DocumentValue) {
      if (value.id === "" || value.readAt !== undefined) return;
      let known = this.documents.get(value.collection);
      if (known === undefined) {
        known = new Map();
        this.documents.set(value.collection, known);
      }
      if (known.size < MOST_REMEMBERED) known.set(value.id, answer);
    } else if (typeof value !== "object" && this.plain.size < MOST_REMEMBERED) {
      this.plain.set(value, answer);
    }
  }
}
