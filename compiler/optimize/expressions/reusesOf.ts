import type { FunctionIr, Ir } from "../../ir/ir.js";
import { partsOf } from "../../ir/parts.js";
import { commonExpressions } from "./common.js";
import { constant, mayBeConstant } from "./constant.js";
import { invariant, isInvariant } from "./invariant.js";
import type { Reuse, ReuseScope, Reuses } from "./reuse.js";
import { isCostly, type Traits, traitsOf } from "./traits.js";

/** What finds each kind of expressions that are kept. */
interface Kinds {
  constant(ir: Ir, scope: ReuseScope): Reuse | undefined;
  invariant(ir: Ir): Reuse;
  commonExpressions(costly: readonly Ir[]): Iterable<readonly [Ir, Reuse]>;
}

/** One for each file of this folder; a table, so that the test of faults can put others in their place. */
export const KINDS: Kinds = { constant, invariant, commonExpressions };

/** @param isRepeated false of code that runs once in a query: nothing in it is evaluated again */
export function reusesOf(code: FunctionIr, scope: ReuseScope, isRepeated: boolean): Reuses {
  const search = new Search(scope, isRepeated);
  search.visitRoot(code.body);
  for (const [ir, reuse] of KINDS.commonExpressions(search.costly)) {
    if (!search.found.has(ir)) search.found.set(ir, reuse);
  }
  return search.found;
}

/** Walks over a function from below: each node is visited once. */
class Search {
  readonly found = new Map<Ir, Reuse>();
  readonly costly: Ir[] = [];

  constructor(
    private readonly scope: ReuseScope,
    private readonly isRepeated: boolean,
  ) {}

  visitRoot(ir: Ir): void {
    const traits = this.visit(ir);
    if (this.isCandidate(ir, traits)) this.keep(ir, traits);
  }

  /** Keeps what is below a node, unless the node itself may yet be kept. */
  private visit(ir: Ir): Traits {
    if (isCostly(ir, this.scope)) this.costly.push(ir);
    const parts = partsOf(ir);
    const traits = parts.map((part) => this.visit(part));
    const own = traitsOf(ir, traits, this.scope);
    if (!this.isCandidate(ir, own)) {
      parts.forEach((part, i) => {
        if (this.isCandidate(part, traits[i]!)) this.keep(part, traits[i]!);
      });
    }
    return own;
  }

  private isCandidate(ir: Ir, traits: Traits): boolean {
    return mayBeConstant(ir, traits) || (this.isRepeated && isInvariant(traits));
  }

  private keep(ir: Ir, traits: Traits): void {
    const reuse =
      (mayBeConstant(ir, traits) ? KINDS.constant(ir, this.scope) : undefined) ??
      (this.isRepeated && isInvariant(traits) ? KINDS.invariant(ir) : undefined);
    if (reuse !== undefined) this.found.set(ir, reuse);
  }
}
