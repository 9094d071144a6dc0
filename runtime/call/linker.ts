import type { Expression, LambdaSource, Source } from "../../grammar/index.js";
import type { FunctionValue } from "../values/index.js";

/**
 * Turns trees that stand in definitions into code. Free names are looked up in the schema of the run, each time the
 * code runs. Implemented by `evaluate/`; the schema is linked with it.
 */
export interface Linker {
  linkLambda(lambda: LambdaSource, source: Source): FunctionValue;
  /** A function without parameters. */
  linkExpression(expression: Expression, source: Source): FunctionValue;
}
