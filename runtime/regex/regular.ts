import { compileAutomaton } from "./automaton.js";
import type { Spend } from "./backtracker.js";
import type { RegexMatch } from "./match.js";
import { Simulator } from "./simulator.js";
import { type State, States } from "./states.js";
import type { RegexNode } from "./syntax.js";

/** Code points between two calls of `Spend`: texts of usual size cost nothing. */
const STEPS_PER_UNIT = 10_000;
/** A search that makes so many states that they are forgotten again and again is faster without them. */
const MOST_FORGOTTEN = 4;

/**
 * Searches for a regular pattern in time linear in the text: forwards for the place where the first match ends, then
 * backwards from there for the place where it begins. engine §13
 */
export class RegularRegex {
  private readonly ends: States;
  private starts: States | undefined;
  private simulator: Simulator | undefined;

  constructor(private readonly root: RegexNode) {
    this.ends = new States(compileAutomaton(root, "forward"), "first", "start", "end");
  }

  /** The first match that begins at or after `from`. */
  find(text: string, from: number, spend: Spend): RegexMatch | undefined {
    const end = this.endOfFirst(text, from, spend);
    if (end === undefined) {
      this.simulator ??= new Simulator(compileAutomaton(this.root, "forward"));
      return this.simulator.find(text, from, spend);
    }
    return end < 0 ? undefined : { start: this.startOf(text, from, end), end };
  }

  /** Where the first match ends; -1 if there is none, undefined if the search takes too many states. */
  private endOfFirst(text: string, from: number, spend: Spend): number | undefined {
    const { ends } = this;
    const { alphabet, forgotten } = ends;
    const { length } = text;
    let state: State = ends.beginning(from === 0, from === length);
    let end = -1;
    let nextSpend = from + STEPS_PER_UNIT;
    for (let position = from; ; ) {
      if (state.isMatch) end = position;
      if (state.isDead) return end;
      if (position === length) return state.matchesAtEnd ? length : end;
      const codePoint = codePointAt(text, position);
      const symbol = alphabet.classOf(codePoint);
      state = state.next[symbol] ?? ends.after(state, symbol);
      position += codePoint > 0xffff ? 2 : 1;
      if (position >= nextSpend) {
        spend();
        nextSpend = position + STEPS_PER_UNIT;
        if (ends.forgotten - forgotten > MOST_FORGOTTEN) return undefined;
      }
    }
  }

  /** The first place from which a match leads to `end`: no match begins before the first one does. */
  private startOf(text: string, from: number, end: number): number {
    this.starts ??= new States(compileAutomaton(this.root, "backward"), "all", "end", "start");
    const { starts } = this;
    const { alphabet } = starts;
    let state: State = starts.beginning(end === text.length, end === 0);
    let start = end;
    for (let position = end; ; ) {
      if (state.isMatch || (position === 0 && state.matchesAtEnd)) start = position;
      if (position === from || state.isDead) return start;
      const codePoint = codePointBefore(text, position);
      const symbol = alphabet.classOf(codePoint);
      state = state.next[symbol] ?? starts.after(state, symbol);
      position -= codePoint > 0xffff ? 2 : 1;
    }
  }
}

function codePointAt(text: string, position: number): number {
  const unit = text.charCodeAt(position);
  return unit >= 0xd800 && unit <= 0xdbff ? text.codePointAt(position)! : unit;
}

function codePointBefore(text: string, position: number): number {
  const unit = text.charCodeAt(position - 1);
  if (unit < 0xdc00 || unit > 0xdfff || position < 2) return unit;
  const pair = text.codePointAt(position - 2)!;
  return pair > 0xffff ? pair : unit;
}
