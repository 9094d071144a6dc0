import type { Expression, Link } from "../../grammar/index.js";
import type { Checked, InferredType } from "../check/index.js";
import type { Ir } from "../ir/ir.js";

/** Where the nodes of an IR come from: an expression, or what a link of a chain is applied to. */
export class Origins {
  readonly #expressions = new Map<Ir, Expression>();
  readonly #receivers = new Map<Ir, Link>();

  isExpression(node: Ir, expression: Expression): void {
    this.#expressions.set(node, expression);
  }

  isReceiverOf(node: Ir, link: Link): void {
    this.#receivers.set(node, link);
  }

  /**
   * The type that a check of the same tree found for a node; undefined for those that it does not look at. Found out
   * as it is asked for. Arguments have the types that the check was given: code that is linked for all of them needs
   * one made with `Any`. engine §7
   */
  typeOf(node: Ir, checked: Checked): InferredType | undefined {
    const link = this.#receivers.get(node);
    if (link !== undefined) return checked.receiverOf(link);
    const expression = this.#expressions.get(node);
    return expression === undefined ? undefined : checked.typeOf(expression);
  }
}
