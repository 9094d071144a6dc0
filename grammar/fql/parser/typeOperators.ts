import type { FunctionTypeParameter, TypeExpression } from "../../ast/index.js";
import { type Span, spanOver } from "../../span.js";
import { Arrow, Bar, type Token } from "../tokens.js";

/** Entries in parentheses of which some are named or variadic: parameters, so `=>` must follow. */
interface ParameterList {
  readonly kind: "parameters";
  readonly parameters: readonly FunctionTypeParameter[];
  readonly variadic: FunctionTypeParameter | undefined;
  readonly span: Span;
}

export type TypeOperand = TypeExpression | ParameterList;

/** Makes of an operand a type, where it cannot be a parameter list. */
type Settle = (operand: TypeOperand) => TypeExpression;

/**
 * The type that a chain of operands with `|`, `&` and `=>` between them is. `=>` is the loosest, is right
 * associative, and has parameters to its left. spec/01 §8.1
 */
export function joinTypes(
  operands: readonly TypeOperand[],
  operators: readonly Token[],
  settle: Settle,
): TypeExpression {
  let end = operands.length;
  let result: TypeExpression | undefined;
  for (let i = operators.length; i >= 0; i--) {
    if (i > 0 && !operators[i - 1]!.is(Arrow)) continue;
    const left = union(operands.slice(i, end), operators.slice(i, end - 1), settle);
    result = result === undefined ? settle(left) : functionType(left, result);
    end = i;
  }
  return result!;
}

function functionType(left: TypeOperand, result: TypeExpression): TypeExpression {
  const span = spanOver(left.span, result.span);
  if (left.kind === "parameters") {
    return { kind: "function", parameters: left.parameters, variadic: left.variadic, result, span };
  }
  const types = left.kind === "tuple" ? left.elements : [left];
  const parameters = types.map((type) => ({ name: undefined, type }));
  return { kind: "function", parameters, variadic: undefined, result, span };
}

function union(operands: readonly TypeOperand[], operators: readonly Token[], settle: Settle): TypeOperand {
  if (operands.length === 1) return operands[0]!;
  const members: TypeExpression[] = [];
  let start = 0;
  for (let i = 0; i <= operators.length; i++) {
    if (i < operators.length && !operators[i]!.is(Bar)) continue;
    members.push(join("intersection", operands.slice(start, i + 1).map(settle)));
    start = i + 1;
  }
  return join("union", members);
}

/** One type of several; a leading one of the same kind is opened, so that `(A | B) | C` has three members. */
function join(kind: "union" | "intersection", types: readonly TypeExpression[]): TypeExpression {
  const [first, ...others] = types;
  if (others.length === 0) return first!;
  const members = first!.kind === kind ? [...first!.members, ...others] : types;
  return { kind, members, span: spanOver(first!.span, others.at(-1)!.span) };
}
