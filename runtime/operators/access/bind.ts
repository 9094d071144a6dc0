import {
  type Condition,
  type Conjunct,
  type Equality,
  type Ir,
  type PredicateFacts,
  predicateFacts,
} from "../../../compiler/index.js";
import { type Collection, Lambda, type LambdaCode, type Run } from "../../call/index.js";
import { type DocumentValue, Double, type SetValue, Time, type Value } from "../../values/index.js";
import { tentative } from "../optimistic.js";
import { complaint, inSetLambda } from "../setLambda.js";
import type { Bound, Determined } from "./boundCondition.js";
import { negated } from "./negated.js";
import { perCode } from "./perCode.js";

/** A filter's predicate, bound to the values that it captured. */
export interface BoundPredicate {
  /** Of all conjuncts up to the first that could fail; undefined for one that no index serves. */
  readonly conditions: readonly (Bound | undefined)[];
  /** Those of them that look at one field, and say no single values of it. */
  readonly asked: readonly Determined[];
  /** Of those that follow as far as they look at one field only; undefined where the first looks at more. */
  readonly determined: Determined | undefined;
  /** True where nothing follows but what is in `determined`. */
  readonly isWhole: boolean;
  /** The first of those that follow, where it is an equality. */
  readonly keyed: Keyed | undefined;
}

/** A part of a predicate that a hash table may serve. */
export interface Keyed {
  readonly filter: SetValue;
  readonly predicate: Lambda;
  readonly equality: Equality;
  /** The condition that is the same. */
  readonly determined: Determined | undefined;
}

type Code = (run: Run, frame: Value[]) => Value;

interface LinkedFacts {
  readonly facts: PredicateFacts | undefined;
  readonly operands: ReadonlyMap<Ir, Code>;
}

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
  const { facts, operands } = linkedFacts(predicate.code, collection);
  if (facts === undefined) return undefined;
  const { conjuncts } = facts;
  const totalCount = countWhile(conjuncts, (each) => each.isTotal);
  const rest = conjuncts.slice(totalCount);
  const field = isPresent ? onlyField(rest[0]) : undefined;
  const sameField = field === undefined ? 0 : countWhile(rest, (each) => onlyField(each) === field);
  const equality = isPresent ? rest[0]?.equality : undefined;
  if (totalCount + sameField === 0 && equality === undefined) return undefined;
  if (!isPresent && (facts.looksAround || facts.usesTypes)) return undefined;
  const values = operandsOf(run, filter, predicate, operands);
  if (values === undefined) return undefined;
  if (facts.lists.some((list) => !Array.isArray(values.get(list)))) return undefined;
  if (!isPresent && facts.operands.some((each) => mayAskForDocuments(values.get(each)!))) return undefined;
  const asked: Determined[] = [];
  const determinedBy = (parts: readonly Conjunct[], only: string, says?: Bound): Determined => {
    let holds: Determined["holds"] | undefined;
    return {
      kind: "determined",
      field: only,
      says,
      holds: (document) => {
        holds ??= conjunction(run, filter, predicate, parts);
        return holds(document);
      },
    };
  };
  const conditions = conjuncts.slice(0, totalCount).map((conjunct) => {
    const condition = conjunct.condition && bindCondition(conjunct.condition, values, collection, isPresent);
    const only = isPresent ? onlyField(conjunct) : undefined;
    if (only === undefined || (condition !== undefined && saysValues(condition))) return condition;
    const whole = determinedBy([conjunct], only, condition);
    asked.push(whole);
    return condition ?? whole;
  });
  const determined = field === undefined ? undefined : determinedBy(rest.slice(0, sameField), field);
  return {
    conditions,
    asked,
    determined,
    isWhole: sameField === rest.length,
    keyed: equality && { filter, predicate, equality, determined: sameField === 1 ? determined : undefined },
  };
}

function saysValues(condition: Bound): boolean {
  return condition.kind === "comparison" ? condition.operator === "==" : condition.kind === "membership";
}

/** Undefined where one fails, or shows that it was evaluated: then nothing of it is left. */
function operandsOf(
  run: Run,
  filter: SetValue,
  predicate: Lambda,
  operands: LinkedFacts["operands"],
): ReadonlyMap<Ir, Value> | undefined {
  if (operands.size === 0) return NO_VALUES;
  const { shown } = run;
  return tentative(run, () => {
    const values = new Map<Ir, Value>();
    inSetLambda(run, filter, () => {
      for (const [ir, code] of operands) values.set(ir, code(run, frameOf(predicate)));
    });
    return run.shown === shown ? values : undefined;
  });
}

const NO_VALUES: ReadonlyMap<Ir, Value> = new Map();

function countWhile<T>(items: readonly T[], test: (item: T) => boolean): number {
  const end = items.findIndex((item) => !test(item));
  return end < 0 ? items.length : end;
}

function onlyField(conjunct: Conjunct | undefined): string | undefined {
  const fields = conjunct?.fields;
  return fields?.size === 1 ? [...fields][0] : undefined;
}

/** Whether parts of a predicate hold for a document; fails where one of them does, or says neither yes nor no. */
function conjunction(
  run: Run,
  filter: SetValue,
  predicate: Lambda,
  parts: readonly Conjunct[],
): (document: DocumentValue) => boolean {
  const codes = parts.map(({ code }) => linkedPart(predicate.code, code));
  const frame = frameOf(predicate);
  return (document) => {
    frame[0] = document;
    return inSetLambda(run, filter, () => {
      run.countApplication();
      return codes.every((code) => {
        const answer = code(run, frame);
        if (typeof answer !== "boolean") throw complaint(filter, "Boolean", answer);
        return answer;
      });
    });
  };
}

const linkedParts = new WeakMap<Ir, Code>();

/** Parts of code are linked once. */
export function linkedPart(code: LambdaCode, part: Ir): Code {
  let linked = linkedParts.get(part);
  if (linked === undefined) {
    linked = code.linkPart(part);
    linkedParts.set(part, linked);
  }
  return linked;
}

/** What is known of a predicate, and the code of its operands. */
const linkedFacts = perCode((code, fields): LinkedFacts => {
  const facts = code.ir && predicateFacts(code.ir, fields);
  const parts = facts === undefined ? [] : [...facts.operands, ...facts.lists];
  return { facts, operands: new Map(parts.map((part) => [part, linkedPart(code, part)])) };
});

/** What is known of a predicate over documents of a collection. */
export function factsOf({ code }: Lambda, collection: Collection): PredicateFacts | undefined {
  return linkedFacts(code, collection).facts;
}

/** A frame without an element: nothing in an operand looks at it. */
export function frameOf({ code, captured }: Lambda): Value[] {
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

/** Undefined of what no index serves. */
function bindCondition(
  condition: Condition,
  values: ReadonlyMap<Ir, Value>,
  collection: Collection,
  isPresent: boolean,
): Bound | undefined {
  switch (condition.kind) {
    case "comparison": {
      const { path, operator, operand } = condition;
      return { kind: "comparison", path, operator, value: values.get(operand)!, isPresent };
    }
    case "membership": {
      const { path, list } = condition;
      return { kind: "membership", path, values: values.get(list) as readonly Value[] };
    }
    case "not": {
      const part = isPresent ? bindCondition(condition.part, values, collection, isPresent) : undefined;
      return part && negated(part, collection);
    }
    case "and":
    case "or": {
      const parts = condition.parts.map((part) => bindCondition(part, values, collection, isPresent));
      return parts.every((part) => part !== undefined) ? { kind: condition.kind, parts } : undefined;
    }
  }
}
