import { keyPath, type SetOperatorKind, type Shape, totalityOf } from "../../../compiler/index.js";
import { type Collection, Lambda, type Run } from "../../call/index.js";
import { type FunctionValue, SetValue } from "../../values/index.js";
import { bindPredicate } from "./bind.js";
import { composedLambda } from "./composed.js";
import { perCode } from "./perCode.js";

const totality = perCode(({ ir }, fields) => (ir === undefined ? "never" : totalityOf(ir, fields)));
const pathOf = perCode(({ ir }, fields) => ir && keyPath(ir, fields));

/** What is composed of projections that nest deeper is not looked at. */
const DEEPEST = 12;

/** True of a `map` over documents that may be left out: it cannot fail, and shows nothing. engine §4 */
export function isTotalMapper(run: Run, set: SetValue): boolean {
  const [input, mapper] = set.slots as readonly [SetValue, FunctionValue];
  const isEnough = (code: Lambda, collection: Collection) => {
    const found = totality(code.code, collection);
    return found === "always" || (found === "present" && isPresent(run));
  };
  return set.at === undefined && overDocuments(run, mapper, input, isEnough);
}

/** The same of a key of `order`. */
export function isTotalKey(run: Run, set: SetValue, key: FunctionValue): boolean {
  const isPath = (code: Lambda, collection: Collection) => keyPathOf(collection, code) !== undefined;
  const input = set.slots[0] as SetValue;
  return set.at === undefined && isPresent(run) && overDocuments(run, key, input, isPath);
}

/** The path of stored fields that a key of `order` reads; undefined of any other. */
export function keyPathOf(collection: Collection, key: FunctionValue): readonly string[] | undefined {
  return key instanceof Lambda ? pathOf(key.code, collection) : undefined;
}

/** True of a filter whose predicate cannot fail, and shows nothing, whatever element of its input it is asked about. */
export function isTotalFilter(run: Run, filter: SetValue): boolean {
  const [input, predicate] = filter.slots as readonly [SetValue, FunctionValue];
  const isTotal = (code: Lambda, collection: Collection) => {
    const asked = new SetValue(filter.shape, [input, code], filter.frames, filter.at);
    const bound = bindPredicate(run, asked, collection, isPresent(run));
    return bound !== undefined && bound.determined === undefined && bound.isWhole;
  };
  return filter.at === undefined && overDocuments(run, predicate, input, isTotal);
}

/**
 * True of a set of which any part may be left unread: nothing in it can fail, and shows that it ran.
 *
 * @param isTurned whether it is read backwards, which `take` and `drop` may refuse
 */
export function isTotalSet(run: Run, set: SetValue, isTurned = false): boolean {
  const input = set.slots[0] as SetValue;
  switch ((set.shape as Shape).operator.kind) {
    case "documents":
    case "indexScan":
      return set.at === undefined && isPresent(run);
    case "values":
    case "sequence":
    case "single":
      return true;
    case "filter":
      return isTotalFilter(run, set) && isTotalSet(run, input, isTurned);
    case "project":
      return isTotalMapper(run, set) && isTotalSet(run, input, isTurned);
    case "concat":
      return isTotalSet(run, input, isTurned) && isTotalSet(run, set.slots[1] as SetValue, isTurned);
    case "take":
    case "drop":
      return !isTurned && isTotalSet(run, input);
    case "pageSize":
      return isTotalSet(run, input, isTurned);
    case "reverse":
      return isTotalSet(run, input, true);
    default:
      return false;
  }
}

function isPresent(run: Run): boolean {
  return run.readTime(undefined) === undefined;
}

/** Whether a test holds of code, as code over the documents of which a set's elements are or were made. */
function overDocuments(
  run: Run,
  code: FunctionValue,
  elements: SetValue,
  test: (code: Lambda, collection: Collection) => boolean,
): boolean {
  // Each look at a field may be a hint.
  if (!(code instanceof Lambda) || run.performanceHints) return false;
  const collection = elementsOf(run, elements);
  if (collection !== undefined) return test(code, collection);
  const [input, other] = elements.slots as readonly SetValue[];
  const { kind } = (elements.shape as Shape).operator;
  if (KEEPING_ELEMENTS.has(kind)) return overDocuments(run, code, input!, test);
  switch (kind) {
    case "concat":
      return overDocuments(run, code, input!, test) && overDocuments(run, code, other!, test);
    case "project": {
      const mapper = elements.slots[1];
      // Each projection asks twice of those below it.
      if ((elements.shape as Shape).depth > DEEPEST) return false;
      if (!(mapper instanceof Lambda) || !isTotalMapper(run, elements)) return false;
      const composed = composedLambda(code, mapper);
      return composed !== undefined && overDocuments(run, composed, input!, test);
    }
    default:
      return false;
  }
}

/** Operators whose elements are elements of their input. */
const KEEPING_ELEMENTS: ReadonlySet<SetOperatorKind> = new Set([
  "filter",
  "sort",
  "reverse",
  "pageSize",
  "take",
  "drop",
  "distinct",
]);

/** The collection whose documents a set holds, in the present; undefined where it may hold something else. */
export function elementsOf(run: Run, set: SetValue): Collection | undefined {
  const { operator } = set.shape as Shape;
  switch (operator.kind) {
    case "documents":
    case "indexScan": {
      const collection = run.schema.collection(operator.collection);
      return set.at === undefined && collection?.definition !== undefined ? collection : undefined;
    }
    default:
      return KEEPING_ELEMENTS.has(operator.kind) ? elementsOf(run, set.slots[0] as SetValue) : undefined;
  }
}
