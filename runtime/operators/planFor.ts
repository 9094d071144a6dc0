import type { Shape } from "../../compiler/index.js";
import type { SetValue } from "../values/index.js";
import { concatOperator } from "./concat.js";
import { distinctOperator } from "./distinct.js";
import { documentsOperator } from "./documents.js";
import { dropOperator } from "./drop.js";
import { filterOperator } from "./filter.js";
import { flatMapOperator } from "./flatMap.js";
import { indexScanOperator } from "./indexScan.js";
import type { PhysicalOperator } from "./operator.js";
import { pageSizeOperator } from "./pageSize.js";
import { projectOperator } from "./project.js";
import { reverseOperator } from "./reverse.js";
import { sequenceOperator } from "./sequence.js";
import { singleOperator } from "./single.js";
import { sortOperator } from "./sort.js";
import { takeOperator } from "./take.js";
import { valuesOperator } from "./values.js";

export type SetShapeOf = Shape<PhysicalOperator>;

/** How the set is read. Made once for each shape and kept there; engine §3. */
export function planFor(set: SetValue): PhysicalOperator {
  return planOf(set.shape as SetShapeOf);
}

function planOf(shape: SetShapeOf): PhysicalOperator {
  shape.plan ??= naivePlan(shape);
  return shape.plan;
}

/** Each operator as spec/05 §8.2 says it, no rule applied. engine §4 */
function naivePlan({ operator, inputs }: SetShapeOf): PhysicalOperator {
  const input = () => planOf(inputs[0]!);
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
      return filterOperator(input());
    case "project":
      return projectOperator(input());
    case "flatMap":
      return flatMapOperator(input(), planFor);
    case "concat":
      return concatOperator(inputs.map(planOf));
    case "take":
      return takeOperator(input());
    case "drop":
      return dropOperator(input());
    case "sort":
      return sortOperator(operator, input());
    case "distinct":
      return distinctOperator(input());
    case "reverse":
      return reverseOperator(input());
    case "pageSize":
      return pageSizeOperator(input());
  }
}
