export {
  type Documents,
  type IndexScan,
  operatorKey,
  type SetOperator,
  type SetOperatorKind,
  type Sort,
  type SortDirection,
} from "./operator.js";
export { Shape, ShapeTable } from "./shape.js";
