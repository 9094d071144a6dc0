import type { CallLink, Expression, Link } from "../../grammar/index.js";
import type { Checked, InferredType } from "../check/index.js";
import type { Ir } from "../ir/ir.js";

/** What a link of a chain is applied to, or what `?.(…)` calls. */
export type Receiver = { readonly link: Link } | { readonly callee: CallLink };

/** Where the nodes of an IR come from: an expression, or what a link of a chain is applied to. */
export class Origins {
  readonly #expressions = new Map<Ir, Expression>();
  readonly #receivers = new Map<Ir, { readonly receiver: Receiver; readonly isHeld: boolean }>();

  isExpression(node: Ir, expression: Expression): void {
    this.#expressions.set(node, expression);
  }

  /** A held receiver is what `?.` goes on with: it is not null. */
  isReceiver(node: Ir, receiver: Receiver, isHeld = false): void {
    this.#receivers.set(node, { receiver, isHeld });
  }

  /**
   * The type that a check of the same tree found for a node; undefined for operands of `isa`, at which it does not look.
   * Found out as it is asked for. Arguments have the types that the check was given: code that is linked for all of them
   * needs one made with `Any`. engine §7
   */
  typeOf(node: Ir, checked: Checked): InferredType | undefined {
    const received = this.#receivers.get(node);
    if (received !== undefined) {
      const { receiver, isHeld } = received;
      return "link" in receiver
        ? checked.receiverOf(receiver.link, isHeld)
        : checked.calleeOf(receiver.callee, isHeld);
    }
    const expression = this.#expressions.get(node);
    const type = expression && checked.typeOf(expression);
    // The object that a projection makes is not written as an expression.
    return type === undefined && node.kind === "object" ? this.#objectOf(node, checked) : type;
  }

  #objectOf(node: Extract<Ir, { kind: "object" }>, checked: Checked): InferredType | undefined {
    const fields = new Map<string, InferredType>();
    for (const { name, value } of node.fields) {
      const type = this.typeOf(value, checked);
      if (type === undefined) return undefined;
      fields.set(name, type);
    }
    return { kind: "object", fields, wildcard: undefined };
  }
}
