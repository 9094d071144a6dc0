import { type Diagnostic, type Span, spanOver } from "../../../grammar/index.js";
import type { CollectionSchema } from "../../catalog/catalog.js";
import type { FunctionIr, Ir } from "../../ir/ir.js";
import type { Condition } from "../../optimize/condition.js";
import { type AdvisedCondition, indexAdvice } from "../../optimize/indexAdvice.js";
import { plainPath } from "../../optimize/plainPath.js";
import { predicateFacts } from "../../optimize/predicate.js";
import type { LintRule, LintSchema } from "../lintRule.js";

/**
 * A filter of a whole collection that no index serves, although one could.
 *
 *     Order.where(.status == "cart")    collection Order { index byStatus { terms [.status] } }
 *
 * Filters on top of each other choose an index together, as they do when they run (`optimize/rules/stepOverIndex.ts`).
 */
export const missingIndex: LintRule = {
  find(node, schema) {
    const filtered = filteredCollection(node, schema);
    if (filtered === undefined) return undefined;
    const { collection, predicates, done } = filtered;
    const conditions = usableConditions(predicates, collection, schema);
    const advice = isServed(conditions, collection, schema)
      ? undefined
      : indexAdvice(collection.name, conditions.flatMap(advised));
    return { diagnostics: advice === undefined ? [] : [finding(collection, advice, predicates)], done };
  },
};

interface Filtered {
  readonly collection: CollectionSchema;
  /** In the order in which they are asked. */
  readonly predicates: readonly Predicate[];
  /** The filters below the uppermost. */
  readonly done: readonly Ir[];
}

interface Predicate {
  readonly code: FunctionIr;
  readonly span: Span;
}

/** Methods that ask a predicate of all documents, and those that only pass them on. */
const FILTERS: ReadonlySet<string> = new Set(["where", "firstWhere", "lastWhere", "any"]);
const PASSING: ReadonlySet<string> = new Set(["where", "reverse", "pageSize"]);

function filteredCollection(node: Ir, schema: LintSchema): Filtered | undefined {
  if (node.kind !== "methodCall" || !FILTERS.has(node.method.text)) return undefined;
  const predicates: Predicate[] = [];
  const done: Ir[] = [];
  let current: Ir = node;
  while (current.kind === "methodCall" && (current === node || PASSING.has(current.method.text))) {
    const [argument] = current.args;
    if (argument?.kind === "lambda") predicates.unshift({ code: argument.code, span: argument.span });
    else if (FILTERS.has(current.method.text)) return undefined;
    if (current !== node) done.push(current);
    current = current.receiver;
  }
  const collection = allOf(current, schema);
  return collection && { collection, predicates, done };
}

/** `C` and `C.all()` */
function allOf(ir: Ir, schema: LintSchema): CollectionSchema | undefined {
  if (ir.kind === "global") return schema.collection(ir.name);
  const isAll = ir.kind === "methodCall" && ir.method.text === "all" && ir.args.length === 0;
  return isAll ? allOf(ir.receiver, schema) : undefined;
}

/** What may decide which documents are read: the conditions up to the first part that could fail. engine §4 */
function usableConditions(
  predicates: readonly Predicate[],
  collection: CollectionSchema,
  schema: LintSchema,
): readonly Condition[] {
  const usable: Condition[] = [];
  for (const { code } of predicates) {
    const conjuncts = predicateFacts(code, schema.fieldsOf(collection))?.conjuncts ?? [];
    for (const { condition, isTotal } of conjuncts) {
      if (condition !== undefined) usable.push(...flatten(condition));
      if (!isTotal) return usable;
    }
  }
  return usable;
}

function flatten(condition: Condition): readonly Condition[] {
  return condition.kind === "and" ? condition.parts.flatMap(flatten) : [condition];
}

/** True where an index, or an id, leads to the documents for which the conditions hold. */
function isServed(
  conditions: readonly Condition[],
  collection: CollectionSchema,
  schema: LintSchema,
): boolean {
  const fields = schema.fieldsOf(collection);
  const asked = conditions.flatMap(advised);
  const isAsked = (path: string | undefined, anyRange: boolean) =>
    asked.some((each) => each.path === path && (each.isEquality || anyRange));
  const byIndex = collection.indexes.some(({ terms, values }) => {
    const byTerms = terms.every((term) => isAsked(plainPath(term, fields), false));
    const [value] = values;
    return terms.length > 0 ? byTerms : value !== undefined && isAsked(plainPath(value, fields), true);
  });
  const byBranches = conditions.some(
    (each) => each.kind === "or" && each.parts.every((part) => isServed(flatten(part), collection, schema)),
  );
  return byIndex || byBranches || isAsked("id", false);
}

function advised(condition: Condition): readonly AdvisedCondition[] {
  if (condition.kind === "membership") return [{ path: condition.path.join("."), isEquality: true }];
  if (condition.kind !== "comparison" || isNull(condition.operand)) return [];
  return [{ path: condition.path.join("."), isEquality: condition.operator === "==" }];
}

/** Indexes do not list what is missing. spec/06b §2 */
function isNull(ir: Ir): boolean {
  return ir.kind === "constant" && ir.value.kind === "null";
}

function finding(collection: CollectionSchema, advice: string, predicates: readonly Predicate[]): Diagnostic {
  const span = spanOver(predicates[0]!.span, predicates[predicates.length - 1]!.span);
  return {
    severity: "warning",
    message: `No index serves this predicate: it reads every document of ${collection.name}. \`${advice}\` would.`,
    span,
    hints: [],
  };
}
