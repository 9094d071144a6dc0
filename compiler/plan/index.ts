export {
  type Documents,
  type IndexScan,
  operatorKey,
  type SetOperator,
  type SetOperatorKind,
  type SortDirection,
} from "./operator.js";
export { Shape, ShapeTable } from "./shape.js";
