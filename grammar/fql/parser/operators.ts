import type { Expression } from "../../ast/index.js";
import { type Span, spanOver } from "../../span.js";
import { PRECEDENCE, type Token } from "../tokens.js";

interface PendingOperator {
  readonly token: Token;
  readonly span: Span;
  readonly precedence: number;
}

/**
 * Builds the tree of a chain of operands and binary operators as it is read, without recursion: a chain may have
 * ten thousand operands. Short lambdas among the operands make the whole chain one. spec/01 §3, §4.3
 */
export class OperatorChain {
  private readonly operands: Expression[] = [];
  private readonly pending: PendingOperator[] = [];
  private short = false;

  constructor(first: Expression) {
    this.push(first);
  }

  add(token: Token, span: Span, operand: Expression): void {
    const precedence = PRECEDENCE[token.image]!;
    for (let top = this.pending.at(-1); top !== undefined; top = this.pending.at(-1)) {
      if (top.precedence < precedence || (top.precedence === precedence && token.image === "**")) break;
      this.reduce();
    }
    this.pending.push({ token, span, precedence });
    this.push(operand);
  }

  result(): Expression {
    while (this.pending.length > 0) this.reduce();
    const body = this.operands[0]!;
    return this.short ? { kind: "shortLambda", body, span: body.span } : body;
  }

  private push(operand: Expression): void {
    const opened = openShortLambda(operand);
    if (opened !== operand) this.short = true;
    this.operands.push(opened);
  }

  private reduce(): void {
    const { token, span } = this.pending.pop()!;
    const right = this.operands.pop()!;
    const left = this.operands.pop()!;
    const operator = { text: token.image, span };
    this.operands.push({ kind: "binary", operator, left, right, span: spanOver(left.span, right.span) });
  }
}

/** The body of a short lambda, also in one pair of parentheses; any other expression as it is. */
function openShortLambda(operand: Expression): Expression {
  if (operand.kind === "shortLambda") return operand.body;
  if (operand.kind !== "tuple" || operand.elements.length !== 1) return operand;
  const inner = operand.elements[0]!;
  return inner.kind === "shortLambda"
    ? { kind: "tuple", elements: [inner.body], span: operand.span }
    : operand;
}
