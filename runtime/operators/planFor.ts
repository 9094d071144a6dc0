import {
  isSorted,
  type Optimized,
  optimize,
  type Plan,
  type SetOperator,
  type Shape,
} from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import type { SetValue } from "../values/index.js";
import { ALL } from "./access/candidates.js";
import { composedProjectOperator } from "./composedProject.js";
import { concatOperator } from "./concat.js";
import { type Counter, inputCounter, matchCounter, rowCounter } from "./count.js";
import { coveredProjectOperator } from "./coveredProject.js";
import { distinctOperator } from "./distinct.js";
import { documentsOperator } from "./documents.js";
import { dropOperator } from "./drop.js";
import { filterOperator } from "./filter.js";
import { flatMapOperator } from "./flatMap.js";
import { indexedFilterOperator } from "./indexedFilter.js";
import { indexedSortOperator } from "./indexedSort.js";
import { entryCounter, indexFilterOperator } from "./indexFilter.js";
import { indexScanOperator } from "./indexScan.js";
import { observed, observedCounter } from "./observed.js";
import type { PhysicalOperator } from "./operator.js";
import { optimistic, tentative } from "./optimistic.js";
import { pageSizeOperator } from "./pageSize.js";
import { projectOperator } from "./project.js";
import { pushed } from "./pushed.js";
import { pushedCounter, pushedFilterOperator, type Reading } from "./pushedFilter.js";
import { reverseOperator } from "./reverse.js";
import { type Rewrite, rewriteOf, rewrittenOperator } from "./rewritten.js";
import { sequenceOperator } from "./sequence.js";
import { singleOperator } from "./single.js";
import { sortOperator } from "./sort.js";
import { takeOperator } from "./take.js";
import { topNOperator } from "./topN.js";
import { valuesOperator } from "./values.js";

/**
 * The two ways to read sets of a shape, made once for each shape and kept there. Made of those of its inputs, since
 * shapes share inputs: `s.concat(s)`. engine §3
 */
export class Plans {
  /** Each operator as spec/05 §8.2 says it, no rule applied. engine §4 */
  readonly naive: PhysicalOperator;
  private rewritten: Optimized | undefined = undefined;
  private made: PhysicalOperator | undefined = undefined;
  private sorted: boolean | undefined = undefined;
  private countPlan: Optimized | undefined = undefined;
  private counting: Counter | undefined = undefined;

  constructor(private readonly shape: SetShapeOf) {
    const { operator, inputs } = shape;
    this.naive = observed(
      operator.kind,
      naiveOperator(
        operator,
        inputs.map((input) => plansOf(input).naive),
      ),
    );
  }

  get logical(): Optimized {
    if (this.rewritten === undefined) {
      const { operator, inputs } = this.shape;
      const planned = inputs.map((input) => plansOf(input).logical.plan);
      this.rewritten = optimize({ kind: "operator", operator, inputs: planned });
    }
    return this.rewritten;
  }

  /** True where reading the first elements means sorting all of them. */
  get isSorted(): boolean {
    this.sorted ??= isSorted(this.logical.plan);
    return this.sorted;
  }

  /** The same elements in the same order, read with less. */
  get optimized(): PhysicalOperator {
    this.made ??= physical(this.logical.plan, this.shape, this.naive);
    return this.made;
  }

  /** How a consumer reads that only counts. */
  get logicalCount(): Optimized {
    this.countPlan ??= optimize({ kind: "count", input: this.logical.plan });
    return this.countPlan;
  }

  /** Its elements counted without making them; undefined where no rule applies. */
  get counter(): Counter | undefined {
    const { plan } = this.logicalCount;
    if (this.counting === undefined && plan.kind !== "count") this.counting = counterOf(plan, this.shape);
    return this.counting;
  }
}

export type SetShapeOf = Shape<Plans>;

/** How the set is read now. */
export function planFor(run: Run, set: SetValue): PhysicalOperator {
  const plans = plansOf(set.shape as SetShapeOf);
  return run.naive ? plans.naive : plans.optimized;
}

const READING: Reading = { planFor, countOf };

function belowFilters(shape: SetShapeOf): SetShapeOf {
  return shape.operator.kind === "filter" ? belowFilters(shape.inputs[0]!) : shape;
}

/** True where the set's first elements are better taken than read: then those that follow are not sorted. */
export function sortsAll(run: Run, set: SetValue): boolean {
  return !run.naive && plansOf(set.shape as SetShapeOf).isSorted;
}

function plansOf(shape: SetShapeOf): Plans {
  shape.plan ??= new Plans(shape);
  return shape.plan;
}

/** How many elements a set has, as far as is asked, where that is known without making them. */
export function countOf(run: Run, set: SetValue, enough = ALL, stops = false): number | undefined {
  if (run.naive) return undefined;
  const { counter } = plansOf(set.shape as SetShapeOf);
  return counter && tentative(run, () => counter(run, set, enough, stops));
}

/** An input of which is asked how many elements it has: where there is no other way, its first page tells. */
function countedInput(shape: SetShapeOf): Counter {
  const plans = plansOf(shape);
  return (run, set, enough) => {
    const { counter } = plans;
    const known = counter && tentative(run, () => counter(run, set, enough));
    if (known !== undefined || enough === 0 || enough >= run.limits.setElements) return known;
    return plans.optimized.page(run, set, false, undefined, enough).elements.length;
  };
}

function counterOf(plan: Plan, shape: SetShapeOf): Counter | undefined {
  switch (plan.kind) {
    case "rowCount":
      return observedCounter(plan.kind, rowCounter(plan));
    case "matchCount":
      return observedCounter(plan.kind, matchCounter(plan));
    case "entryCount":
      return observedCounter(plan.kind, entryCounter(plan));
    case "pushedCount":
      return observedCounter(plan.kind, pushedCounter(plan, READING));
    case "countOfInputs":
      return observedCounter(
        `count${plan.operator.kind.charAt(0).toUpperCase()}${plan.operator.kind.slice(1)}`,
        inputCounter(plan, shape.inputs.map(countedInput)),
      );
    default:
      return undefined;
  }
}

/** How sets of a shape are read as others. */
function rewriteFor(plan: Plan, { inputs }: SetShapeOf): Rewrite {
  if (plan.kind === "pushedFilter") return (run, set) => pushed(run, set, countOf);
  if (plan.kind !== "rewritten") return () => undefined;
  const [input] = inputs as readonly [SetShapeOf];
  return rewriteOf(plan, (run, set) => rewriteFor(plansOf(input).logical.plan, input)(run, set));
}

/** What runs a plan that was made for a shape: what it cannot do, the naive plan does. */
function physical(plan: Plan, shape: SetShapeOf, naive: PhysicalOperator): PhysicalOperator {
  switch (plan.kind) {
    case "operator": {
      const inputs = shape.inputs.map((input) => plansOf(input));
      if (inputs.every((input) => input.optimized === input.naive)) return naive;
      return observed(
        plan.operator.kind,
        naiveOperator(
          plan.operator,
          inputs.map((input) => input.optimized),
        ),
      );
    }
    case "indexedFilter":
      return observed(plan.kind, optimistic(indexedFilterOperator(plan), naive));
    case "indexFilter":
      return observed(plan.kind, optimistic(indexFilterOperator(plan), naive));
    case "coveredProject": {
      const input = plansOf(shape.inputs[0]!).optimized;
      const projected = observed("project", projectOperator(input));
      return optimistic(coveredProjectOperator(plan, input, projected), naive);
    }
    case "pushedFilter": {
      const filtered = observed("filter", filterOperator(plansOf(shape.inputs[0]!).optimized));
      const input = plansOf(belowFilters(shape).inputs[0]!).optimized;
      return observed(plan.kind, optimistic(pushedFilterOperator(plan, filtered, input, READING), naive));
    }
    case "composedProject": {
      const projected = observed("project", projectOperator(plansOf(shape.inputs[0]!).optimized));
      return observed(plan.kind, optimistic(composedProjectOperator(projected, READING), naive));
    }
    case "rewritten": {
      const { operator } = shape;
      const inputs = shape.inputs.map((input) => plansOf(input).optimized);
      const plain = observed(operator.kind, naiveOperator(operator, inputs));
      const rewritten = rewrittenOperator(rewriteFor(plan, shape), plain, planFor);
      return observed(plan.kind, optimistic(rewritten, naive));
    }
    case "indexedSort": {
      const sorted = sortOperator(plan.sort, plansOf(shape.inputs[0]!).optimized);
      return observed(plan.kind, optimistic(indexedSortOperator(plan, sorted), naive));
    }
    case "topN": {
      const input = plansOf(shape.inputs[0]!.inputs[0]!).optimized;
      return observed(plan.kind, optimistic(topNOperator(plan, input), naive));
    }
    case "count":
    case "rowCount":
    case "matchCount":
    case "entryCount":
    case "pushedCount":
    case "countOfInputs":
      throw new Error(`${plan.kind} gives no elements`);
  }
}

function naiveOperator(operator: SetOperator, inputs: readonly PhysicalOperator[]): PhysicalOperator {
  const input = inputs[0]!;
  switch (operator.kind) {
    case "documents":
      return documentsOperator(operator);
    case "indexScan":
      return indexScanOperator(operator);
    case "values":
      return valuesOperator();
    case "sequence":
      return sequenceOperator();
    case "single":
      return singleOperator();
    case "filter":
      return filterOperator(input);
    case "project":
      return projectOperator(input);
    case "flatMap":
      return flatMapOperator(input, planFor);
    case "concat":
      return concatOperator(inputs);
    case "take":
      return takeOperator(input);
    case "drop":
      return dropOperator(input);
    case "sort":
      return sortOperator(operator, input);
    case "distinct":
      return distinctOperator(input);
    case "reverse":
      return reverseOperator(input);
    case "pageSize":
      return pageSizeOperator(input);
  }
}
