import { isClosed } from "./alternative.js";
import { forEachComponent } from "./components.js";
import type { Bound, Use, Value, VariableState } from "./type.js";

/** What a variable may be in output position, or must be in input position, as far as overloads leave it open. */
export function boundsOf(state: VariableState, polarity: boolean): readonly Bound<Value | Use>[] {
  const bounds: readonly Bound<Value | Use>[] = polarity ? state.lower : state.upper;
  return bounds.some(({ alternative }) => isClosed(alternative))
    ? bounds.filter(({ alternative }) => !isClosed(alternative))
    : bounds;
}

interface Step {
  readonly node: Value | Use;
  readonly polarity: boolean;
  /** True once all that the variable leads to was looked at. */
  readonly leaves: boolean;
}

/** False if no variable is met among its own bounds: no type inside can contain itself then. */
export function mayRecur(type: Value | Use, polarity: boolean): boolean {
  const open = { output: new Set<VariableState>(), input: new Set<VariableState>() };
  const done = { output: new Set<VariableState>(), input: new Set<VariableState>() };
  // A list and no recursion: bounds can reach as deep as a program is long.
  const steps: Step[] = [];
  const enter = (node: Value | Use, at: boolean): void => {
    if (node.level >= 0) steps.push({ node, polarity: at, leaves: false });
  };
  enter(type, polarity);
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { node, polarity: at } = step;
    if (node.kind !== "variable") {
      forEachComponent(node, at, enter);
      continue;
    }
    const { state } = node;
    const side = at ? "output" : "input";
    if (step.leaves) {
      open[side].delete(state);
      done[side].add(state);
      continue;
    }
    if (open[side].has(state)) return true;
    if (done[side].has(state)) continue;
    open[side].add(state);
    steps.push({ node, polarity: at, leaves: true });
    for (const bound of boundsOf(state, at)) enter(bound.type, at);
  }
  return false;
}
