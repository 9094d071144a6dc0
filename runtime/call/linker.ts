import type { Expression, LambdaSource, Source } from "../../grammar/index.js";
import type { FunctionValue } from "../values/index.js";

/**
 * Turns trees that stand outside of queries into code, linked when it is first called. Free names are looked up in
 * the schema that the linker belongs to. Implemented by `evaluate/`, so that rooms below it can be handed one.
 */
export interface Linker {
  linkLambda(lambda: LambdaSource, source: Source): FunctionValue;
  /** A function without parameters. */
  linkExpression(expression: Expression, source: Source): FunctionValue;
  /** Text as a function of its free variables: how cursors come back to life. Undefined if it does not parse. */
  linkText(text: string, parameters: readonly string[]): FunctionValue | undefined;
}
