import {
  type ComparisonOperator,
  type Condition,
  type Ir,
  type PredicateFacts,
  predicateFacts,
} from "../../../compiler/index.js";
import { type Collection, Lambda, type LambdaCode, type Run } from "../../call/index.js";
import { Double, type SetValue, Time, type Value } from "../../values/index.js";
import { inSetLambda } from "../setLambda.js";
import { elementFields } from "./elementFields.js";

/** A condition with the values that it compares with. */
export type Bound =
  | {
      readonly kind: "comparison";
      readonly path: readonly string[];
      readonly operator: ComparisonOperator;
      readonly value: Value;
      /** False where documents of a past time are read, of which declared types say nothing. */
      readonly isPresent: boolean;
    }
  | { readonly kind: "membership"; readonly path: readonly string[]; readonly values: readonly Value[] }
  | { readonly kind: "and" | "or"; readonly parts: readonly Bound[] };

/** A filter's predicate, bound to the values that it captured. */
export interface BoundPredicate {
  /** Of all conjuncts; undefined for one that no index serves. */
  readonly conditions: readonly (Bound | undefined)[];
  /** How many conjuncts, from the first on, cannot fail. */
  readonly totalCount: number;
}

interface LinkedFacts {
  readonly facts: PredicateFacts | undefined;
  readonly operands: ReadonlyMap<Ir, (run: Run, frame: Value[]) => Value>;
}

const known = new WeakMap<LambdaCode, Map<Collection, LinkedFacts>>();

/**
 * What the predicate of a filter asks of documents of a collection; undefined where it cannot be known, or might show
 * something else when it is asked once, or of fewer documents. engine §4
 *
 * @param isPresent false where documents of a past time are read
 */
export function bindPredicate(
  run: Run,
  filter: SetValue,
  collection: Collection,
  isPresent: boolean,
): BoundPredicate | undefined {
  const predicate = filter.slots[1];
  if (!(predicate instanceof Lambda)) return undefined;
  const { facts, operands } = linkedFacts(run, predicate.code, collection);
  if (facts === undefined || !facts.conjuncts[0]?.isTotal) return undefined;
  if (!isPresent && (facts.looksAround || facts.usesTypes)) return undefined;
  const shown = run.emissions.length;
  const values = new Map<Ir, Value>();
  inSetLambda(run, filter, () => {
    for (const [ir, code] of operands) values.set(ir, code(run, frameOf(predicate)));
  });
  if (run.emissions.length !== shown) return undefined;
  if (facts.lists.some((list) => !Array.isArray(values.get(list)))) return undefined;
  if (!isPresent && facts.operands.some((each) => mayAskForDocuments(values.get(each)!))) return undefined;
  const firstPartial = facts.conjuncts.findIndex((each) => !each.isTotal);
  return {
    conditions: facts.conjuncts.map(
      ({ condition }) => condition && bindCondition(condition, values, isPresent),
    ),
    totalCount: firstPartial < 0 ? facts.conjuncts.length : firstPartial,
  };
}

function linkedFacts(run: Run, code: LambdaCode, collection: Collection): LinkedFacts {
  let byCollection = known.get(code);
  if (byCollection === undefined) {
    byCollection = new Map();
    known.set(code, byCollection);
  }
  let linked = byCollection.get(collection);
  if (linked === undefined) {
    const facts = code.ir && predicateFacts(code.ir, elementFields(run.schema, collection));
    const parts = facts === undefined ? [] : [...facts.operands, ...facts.lists];
    linked = { facts, operands: new Map(parts.map((part) => [part, code.linkPart(part)])) };
    byCollection.set(collection, linked);
  }
  return linked;
}

/** A frame without an element: nothing in an operand looks at it. */
function frameOf({ code, captured }: Lambda): Value[] {
  const frame = new Array<Value>(code.frameSize);
  captured.forEach((value, i) => {
    frame[1 + i] = value;
  });
  return frame;
}

/** `==` with null or a document may ask whether a document exists, at a time of its own. */
function mayAskForDocuments(value: Value): boolean {
  return typeof value === "object" && !(value instanceof Double || value instanceof Time);
}

function bindCondition(condition: Condition, values: ReadonlyMap<Ir, Value>, isPresent: boolean): Bound {
  switch (condition.kind) {
    case "comparison": {
      const { path, operator, operand } = condition;
      return { kind: "comparison", path, operator, value: values.get(operand)!, isPresent };
    }
    case "membership": {
      const { path, list } = condition;
      return { kind: "membership", path, values: values.get(list) as readonly Value[] };
    }
    case "and":
    case "or":
      return {
        kind: condition.kind,
        parts: condition.parts.map((part) => bindCondition(part, values, isPresent)),
      };
  }
}
