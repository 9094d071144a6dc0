import type { CallLink, Diagnostic, Expression, Link, Span } from "../../grammar/index.js";
import type { Shapes } from "../types/shape.js";
import type { Use, Value } from "../types/type.js";
import type { Noted } from "./noted.js";
import type { Scope } from "./scope.js";
import type { Session } from "./session.js";

/** What typing one form of expression needs of the typing of all. */
export interface ExpressionTyper {
  readonly session: Session;
  readonly shapes: Shapes;
  readonly errors: Diagnostic[];
  /** The value of each expression that was looked at. */
  readonly types: Noted<Expression, Value>;
  /** What each link of a chain was applied to. */
  readonly receivers: Noted<Link, Value>;
  /** What the parentheses behind a `?.` call. */
  readonly callees: Noted<CallLink, Value>;
  /** The link that is being written: what it will be applied to must not suffer from it. */
  readonly unfinished: Link | undefined;
  infer(expression: Expression, scope: Scope | undefined): Value;
  /** One step of a typing rule: false if it failed, which was reported then. */
  constrain(value: Value, use: Use, callSite: Span | undefined): boolean;
}
