import type { Span } from "../../grammar/index.js";
import { type Alternative, BASE, type Group, makeGroup } from "../types/alternative.js";
import { named, variable } from "../types/build.js";
import { primaryTypeName } from "../types/literal.js";
import {
  Bound,
  grown,
  type LiteralOf,
  type NamedType,
  type SingletonType,
  type Use,
  type Value,
  type Variable,
  VariableState,
} from "../types/type.js";
import { tooComplex } from "./limits.js";

/** Types that double at each `let` end here. */
const MAX_VARIABLES = 500_000;

/**
 * What one run of the checker changes: the current level of `let`, the numbers of variables and groups, and the
 * bounds added since the last mark, so that a failed comparison leaves no trace. spec/03 §4
 */
export class Session {
  level = 0;
  /** So many lambdas are being typed. */
  openLambdas = 0;
  /** False if no variable of a lower level can be met: no lambda is open around the `let`s that are. */
  meetsOuter = false;
  #variables = 0;
  #groups = 0;
  readonly #primaryTypes = new Map<LiteralOf | SingletonType, NamedType>();
  readonly #trail: (readonly unknown[] | (() => void))[] = [];
  /** So many entries of the trail count; the rest is kept for reuse. */
  #marked = 0;

  fresh(span: Span | undefined, level = this.level, keepsBounds = false): Variable {
    if (this.#variables >= MAX_VARIABLES) throw tooComplex(undefined);
    return variable(new VariableState(this.#variables++, level, keepsBounds), span);
  }

  /** Something known, where it came to be: nothing else will flow into this variable. */
  known(value: Value, span: Span | undefined): Variable {
    const known = this.fresh(span);
    const { state } = known;
    const add = (each: Value): void => {
      if (each.kind === "union") each.members.forEach(add);
      else state.lower = grown(state.lower, new Bound(each, BASE));
    };
    add(value);
    state.isKnown = true;
    return known;
  }

  newGroup(size: number, exclusive: boolean, level: number, around?: Alternative): Group {
    const container = around === BASE ? undefined : around;
    const group = makeGroup(++this.#groups, size, exclusive, level, container);
    if (container !== undefined) this.#mark(container.inner);
    return group;
  }

  /** `Int` for `1`: one object for each literal, so that what rejects it can be told apart by value. */
  primaryType(value: LiteralOf | SingletonType): NamedType {
    let type = this.#primaryTypes.get(value);
    if (type === undefined) {
      type = named(primaryTypeName(value.literal), [], value.span);
      this.#primaryTypes.set(value, type);
    }
    return type;
  }

  /** False as long as no overload was met. */
  get hasGroups(): boolean {
    return this.#groups > 0;
  }

  /** Printing an overload takes a number as well, and so does one whose choice is plain. spec/03 §6.2 */
  spendGroup(): void {
    this.#groups++;
  }

  addLower(state: VariableState, type: Value, alternative: Alternative): void {
    state.lower = grown(state.lower, new Bound(type, alternative));
    if (!state.keepsBounds) this.#mark(state.lower);
  }

  addUpper(state: VariableState, type: Use, alternative: Alternative): void {
    state.upper = grown(state.upper, new Bound(type, alternative));
    if (!state.keepsBounds) this.#mark(state.upper);
  }

  addComparison(state: VariableState, comparison: object): void {
    state.comparisons = grown(state.comparisons, comparison);
    this.#mark(state.comparisons);
  }

  append<T>(list: T[], item: T): void {
    list.push(item);
    this.#mark(list);
  }

  /** Remembers how to take back a change that is not an item at the end of a list. */
  undoWith(undo: () => void): void {
    this.#mark(undo);
  }

  /** Forgets how to take back what happened so far. */
  commit(): void {
    this.#marked = 0;
  }

  rollback(): void {
    for (let index = this.#marked - 1; index >= 0; index--) {
      const change = this.#trail[index]!;
      if (typeof change === "function") change();
      else (change as unknown[]).pop();
    }
    this.#marked = 0;
  }

  #mark(change: readonly unknown[] | (() => void)): void {
    this.#trail[this.#marked++] = change;
  }
}
