import { ANY, BOOLEAN, functionOf, intersection, named } from "../types/build.js";
import type { Type } from "../types/type.js";

const NUMBER = named("Number");
const STRING = named("String");

function signature(parameters: readonly Type[], result: Type): Type {
  return functionOf({
    names: [],
    parameters,
    variadic: undefined,
    variadicName: undefined,
    result,
    span: undefined,
  });
}

const comparison = signature([ANY, ANY], BOOLEAN);
const arithmetic = signature([NUMBER, NUMBER], NUMBER);

/** What operators take and give, operands as arguments. spec/03 §5 "Operators" */
export const OPERATORS: ReadonlyMap<string, Type> = new Map([
  ...["==", "!=", "<", ">", "<=", ">="].map((symbol): [string, Type] => [symbol, comparison]),
  ...["*", "/", "%", "**", "&", "|", "^"].map((symbol): [string, Type] => [symbol, arithmetic]),
  ["+", intersection([arithmetic, signature([STRING, STRING], STRING)], undefined)],
  ["-", intersection([arithmetic, signature([NUMBER], NUMBER)], undefined)],
  ["~", signature([NUMBER], NUMBER)],
  ["!", signature([BOOLEAN], BOOLEAN)],
]);
