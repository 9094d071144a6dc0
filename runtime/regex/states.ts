import { type Alphabet, alphabetOf } from "./alphabet.js";
import type { Automaton } from "./automaton.js";
import { contains } from "./codePointSet.js";
import type { Assertion } from "./syntax.js";

/** Transitions that are kept at a time; beyond them all states are forgotten, and made anew as they are needed. */
const MAX_TRANSITIONS = 32_768;
const FEWEST_STATES = 32;

/** What all threads of a simulation come to: where they stand, in the order of their right to match. */
export interface State {
  readonly addresses: readonly number[];
  /** Whether new threads still begin at every place: until something matches. */
  readonly seeking: boolean;
  readonly isMatch: boolean;
  /** Whether it matches where the text ends, in the direction of reading. */
  readonly matchesAtEnd: boolean;
  /** No thread is left, and none will begin. */
  readonly isDead: boolean;
  /** By classes of code points; undefined where nobody came yet. */
  readonly next: (State | undefined)[];
}

/**
 * A deterministic automaton, built as texts ask for it: a step over a code point that was made once is a look-up. Its
 * states are those of the simulator, in the order of threads; `near` is the assertion that holds where reading begins,
 * `far` that which holds where the text ends.
 */
export class States {
  readonly alphabet: Alphabet;
  /** How often all states were forgotten. */
  forgotten = 0;
  private readonly known = new Map<string, State>();
  private readonly capacity: number;
  private readonly seen: Int32Array;
  private round = 0;
  /** By whether they are at the near end of a text (1) and at the far one (2). */
  private readonly beginnings: (State | undefined)[] = [];

  constructor(
    private readonly automaton: Automaton,
    /** The match that a backtracking matcher finds, from anywhere on; or all, from where reading begins. */
    private readonly wanted: "first" | "all",
    private readonly near: Assertion,
    private readonly far: Assertion,
  ) {
    this.alphabet = alphabetOf(automaton);
    this.capacity = Math.max(FEWEST_STATES, Math.floor(MAX_TRANSITIONS / this.alphabet.size));
    this.seen = new Int32Array(automaton.length);
  }

  /** Where reading begins; `isNear` at the end of the text that it goes away from, `isFar` where there is no text. */
  beginning(isNear: boolean, isFar: boolean): State {
    const place = (isNear ? 1 : 0) + (isFar ? 2 : 0);
    let state = this.beginnings[place];
    if (state === undefined) {
      this.round++;
      const addresses: number[] = [];
      const isMatch = this.follow(0, addresses, isNear, isFar);
      state = this.stateOf(addresses, this.wanted === "first" && !isMatch, isMatch);
      this.beginnings[place] = state;
    }
    return state;
  }

  /** The state behind a code point of a class. */
  after(state: State, symbol: number): State {
    const next = state.next[symbol] ?? this.make(state, symbol);
    state.next[symbol] = next;
    return next;
  }

  private make(state: State, symbol: number): State {
    const codePoint = this.alphabet.examples[symbol]!;
    this.round++;
    const addresses: number[] = [];
    let isMatch = false;
    for (const address of state.addresses) {
      const instruction = this.automaton[address]!;
      if (instruction.op !== "set" || !contains(instruction.set, codePoint)) continue;
      if (this.follow(address + 1, addresses, false, false)) isMatch = true;
      if (isMatch && this.wanted === "first") return this.stateOf(addresses, false, true);
    }
    if (state.seeking) isMatch = this.follow(0, addresses, false, false);
    return this.stateOf(addresses, state.seeking && !isMatch, isMatch);
  }

  /**
   * Adds what a thread becomes before it takes a code point; true where it matches. If the first match is wanted, that
   * puts an end to all threads behind.
   */
  private follow(start: number, addresses: number[], isNear: boolean, isFar: boolean): boolean {
    const untried = [start];
    let isMatch = false;
    while (untried.length > 0) {
      const at = untried.pop()!;
      if (this.seen[at] === this.round) continue;
      this.seen[at] = this.round;
      const instruction = this.automaton[at]!;
      switch (instruction.op) {
        case "split":
          untried.push(instruction.second, instruction.first);
          break;
        case "jump":
          untried.push(instruction.to);
          break;
        case "assertion":
          if (instruction.assertion === this.near) {
            if (isNear) untried.push(at + 1);
          } else if (isFar) untried.push(at + 1);
          // Whether the text ends here is known later.
          else addresses.push(at);
          break;
        case "accept":
          if (this.wanted === "first") return true;
          isMatch = true;
          break;
        default:
          addresses.push(at);
      }
    }
    return isMatch;
  }

  private stateOf(addresses: readonly number[], seeking: boolean, isMatch: boolean): State {
    const key = `${seeking ? "s" : ""}${isMatch ? "m" : ""}${addresses.join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.known.size >= this.capacity) this.forget();
    const state: State = {
      addresses,
      seeking,
      isMatch,
      matchesAtEnd: isMatch || this.reachesAccept(addresses),
      isDead: !seeking && addresses.length === 0,
      next: new Array<State | undefined>(this.alphabet.size).fill(undefined),
    };
    this.known.set(key, state);
    return state;
  }

  /** States that are in use go on, but what they lead to is made anew. */
  private forget(): void {
    for (const state of this.known.values()) state.next.fill(undefined);
    this.known.clear();
    this.beginnings.length = 0;
    this.forgotten++;
  }

  /** Whether a thread that waits for the end of the text would match there. */
  private reachesAccept(addresses: readonly number[]): boolean {
    this.round++;
    return addresses.some((address) => {
      const instruction = this.automaton[address]!;
      return (
        instruction.op === "assertion" &&
        instruction.assertion === this.far &&
        this.follow(address + 1, [], false, true)
      );
    });
  }
}
