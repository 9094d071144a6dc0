import type { Hint, Span } from "../../grammar/index.js";
import type { Alternative } from "../types/alternative.js";
import type { Shapes, Signature } from "../types/shape.js";
import type { NamedType, Type, Use, Value, VariableState } from "../types/type.js";
import type { Session } from "./session.js";

/** What comparing a value with a use found out. spec/03 §6.2 */
export type Comparison = Trivial | Leaf | Both | OfVariable | Unfolded;

/** Fits, or need not be looked at, and tells nothing about alternatives. */
export class Trivial {
  readonly kind = "trivial";
}

/** A comparison that is judged as a whole; `parts` are what it rests on. */
export class Leaf {
  readonly kind = "leaf";

  constructor(
    readonly value: Value,
    readonly valueAlternative: Alternative,
    readonly use: Use,
    readonly useAlternative: Alternative,
    readonly failure: Failure | undefined,
    readonly parts: readonly Comparison[],
  ) {}
}

/** Comparisons of two members of an overload or a union; of more, nested. */
export class Both {
  readonly kind = "both";

  constructor(
    readonly first: Comparison,
    readonly second: Comparison,
  ) {}
}

/** All that was and will be found by comparing the bounds of a variable. */
export class OfVariable {
  readonly kind = "ofVariable";

  constructor(readonly state: VariableState) {}
}

/** The comparison of what a named type stands for. */
export class Unfolded {
  readonly kind = "unfolded";

  constructor(
    readonly value: Value,
    readonly alternative: Alternative,
    readonly comparison: Comparison,
  ) {}
}

/** All comparisons that tell nothing are this one: they are told apart by identity. */
export const TRIVIAL = new Trivial();

/** Why a value cannot be used. Messages are made late, when failed bounds are taken back. spec/03 §8.1 */
export interface Failure {
  readonly kind: FailureKind;
  readonly span: Span | undefined;
  /** What does not fit, for failures that print it. */
  readonly value: Value | undefined;
  /** What it does not fit, of the kind `notSubtype`. */
  readonly use: Use | undefined;
  /** Ends the comparison of its own; reported before all others. */
  readonly fatal: boolean;
  message(print: Printer): string;
  hints(print: Printer): readonly Hint[];
}

export type FailureKind = "notSubtype" | "other";

/** Prints types for messages. */
export interface Printer {
  value(value: Value): string;
  use(use: Use): string;
}

/** A value under one alternative against a use under another: what one row of the table of spec/03 §3 decides. */
export interface Pair {
  readonly value: Value;
  readonly valueAlternative: Alternative;
  readonly use: Use;
  readonly useAlternative: Alternative;
}

/** The walk over one value and one use, as the rows of the table see it. */
export interface Comparer {
  readonly session: Session;
  readonly shapes: Shapes;
  readonly callSite: Span | undefined;
  compare(value: Value, valueAlternative: Alternative, use: Use, useAlternative: Alternative): Comparison;
  /** Success, which counts where it ties two alternatives. */
  fits(pair: Pair): Comparison;
  fails(pair: Pair, failure: Failure): Comparison;
  /** Success if all parts succeed. */
  all(pair: Pair, parts: readonly Comparison[]): Comparison;
  /** Success if one part succeeds: a part of the value against a part of the use. */
  passedOn(pair: Pair, value: Value, use: Use): Comparison;
  /** A part of the value against a part of the use. */
  flow(pair: Pair, value: Value, use: Use): Comparison;
  /** What the use gives against what the value takes. */
  flowBack(pair: Pair, value: Value, use: Use): Comparison;
  /** A signature as a member of a receiver. */
  signature(signature: Signature, receiver: NamedType, side: "value" | "use", pair: Pair): Type;
}
