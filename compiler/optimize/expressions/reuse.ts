import type { EffectScope } from "../../ir/effects.js";
import type { Ir, Place } from "../../ir/ir.js";

/**
 * How the value of an expression serves more than once: a constant's is kept as long as the code, others' until one of
 * their variables, or anything that the query can see, has changed. The tree stays as it is: so whatever the expression
 * cannot be spared of — it fails, writes, logs, gives a function — happens where it stands.
 */
export type Reuse = Constant | Remembered;

export interface Constant {
  readonly kind: "constant";
}

/** Expressions that are the same share one of these. */
export interface Remembered {
  readonly kind: "remembered";
  /** What it depends on, in its function. */
  readonly variables: readonly Place[];
  /** True where several expressions share it: values that tell where they were made are not shared. */
  readonly isShared: boolean;
}

/** What must be known of code besides its form. */
export interface ReuseScope extends EffectScope {
  /** Whether documents of some collection compute a field of that name. */
  isComputed(field: string): boolean;
}

/** Of a function: the expressions in it whose values are worth keeping. */
export type Reuses = ReadonlyMap<Ir, Reuse>;
