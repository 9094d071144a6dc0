import type { SortDirection } from "../../compiler/index.js";
import { any, arityText, type ParameterKind, rest, typeName } from "../call/index.js";
import { unexpectedArgument, wrongCallbackArity } from "../problems/calls.js";
import { accepts, FunctionValue, isStruct, structEntries, type Value } from "../values/index.js";

export interface Orderings {
  readonly accessors: readonly FunctionValue[];
  readonly directions: readonly SortDirection[];
}

/** The parameter of `order`; `readOrderings` looks closer. */
export const orderings: ParameterKind<readonly Value[]> = {
  ...rest(any("ordering")),
  holdsFunctions: true,
};

/** The arguments of `order`: functions, `{ asc: f }`, `{ desc: f }`. spec/05 §8.3 */
export function readOrderings(args: readonly Value[]): Orderings {
  const read = args.map(readOrdering);
  return {
    accessors: read.map(({ accessor }) => accessor),
    directions: read.map(({ direction }) => direction),
  };
}

interface Ordering {
  readonly accessor: FunctionValue;
  readonly direction: SortDirection;
}

function readOrdering(argument: Value, index: number): Ordering {
  const name = `ordering${index}`;
  if (argument instanceof FunctionValue) {
    return { accessor: unary(argument, name), direction: "asc" };
  }
  const entries = isStruct(argument) ? structEntries(argument) : [];
  const [key, accessor] = entries[0] ?? [];
  if (entries.length === 1 && accessor instanceof FunctionValue && (key === "asc" || key === "desc")) {
    return { accessor: unary(accessor, name), direction: key };
  }
  throw unexpectedArgument(name, "Function", typeName(argument));
}

/** The function, if it takes one argument. */
export function unary(target: FunctionValue, name: string): FunctionValue {
  if (accepts(target.arity, 1)) return target;
  throw wrongCallbackArity(name, 1, arityText(target.arity, "parameter"));
}
