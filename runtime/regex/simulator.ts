import { holds } from "./assertions.js";
import type { Automaton } from "./automaton.js";
import type { Spend } from "./backtracker.js";
import { contains } from "./codePointSet.js";
import type { RegexMatch } from "./match.js";

/** Steps between two calls of `Spend`: texts and patterns of usual size cost nothing. */
const STEPS_PER_UNIT = 10_000;
const ASCII = 128;

/**
 * Matches regular patterns in time linear in the text, by following all ways at once: a thread for each instruction
 * that may be next, those first that a backtracking matcher would try first. engine §13
 */
export class Simulator {
  private current: Threads;
  private following: Threads;
  /** For each instruction, which of ASCII it takes. */
  private readonly ascii: readonly Uint8Array[];

  constructor(private readonly automaton: Automaton) {
    this.ascii = automaton.map((instruction) =>
      Uint8Array.from({ length: instruction.op === "set" ? ASCII : 0 }, (_, codePoint) =>
        instruction.op === "set" && contains(instruction.set, codePoint) ? 1 : 0,
      ),
    );
    this.current = new Threads(automaton);
    this.following = new Threads(automaton);
  }

  /** The first match that begins at or after `from`. */
  find(text: string, from: number, spend: Spend): RegexMatch | undefined {
    let match: RegexMatch | undefined;
    let steps = 0;
    this.current.clear();
    for (let position = from; ; ) {
      if (match === undefined) this.current.add(0, position, text, position);
      else if (this.current.count === 0) return match;
      const codePoint = position < text.length ? text.codePointAt(position)! : undefined;
      const next = position + (codePoint !== undefined && codePoint > 0xffff ? 2 : 1);
      this.following.clear();
      match = this.advance(text, position, codePoint, next) ?? match;
      if (codePoint === undefined) return match;
      steps += this.current.count + 1;
      if (steps >= STEPS_PER_UNIT) {
        spend();
        steps = 0;
      }
      [this.current, this.following] = [this.following, this.current];
      position = next;
    }
  }

  /** Moves all threads over a code point; a match that ends here puts an end to those behind it. */
  private advance(
    text: string,
    position: number,
    codePoint: number | undefined,
    next: number,
  ): RegexMatch | undefined {
    const { addresses, starts, count } = this.current;
    for (let i = 0; i < count; i++) {
      const address = addresses[i]!;
      if (address === this.automaton.length - 1) return { start: starts[i]!, end: position };
      if (codePoint !== undefined && this.takes(address, codePoint)) {
        this.following.add(address + 1, starts[i]!, text, next);
      }
    }
    return undefined;
  }

  private takes(address: number, codePoint: number): boolean {
    if (codePoint < ASCII) return this.ascii[address]![codePoint] === 1;
    const instruction = this.automaton[address]!;
    return instruction.op === "set" && contains(instruction.set, codePoint);
  }
}

/** Threads in the order of their right to match, each at a set or at `accept`: no two at one instruction. */
class Threads {
  readonly addresses: Int32Array;
  /** Where the match of each thread begins. */
  readonly starts: Int32Array;
  count = 0;
  /** For each instruction, the round in which a thread came there last. */
  private readonly seen: Int32Array;
  private round = 0;
  private readonly untried: number[] = [];

  constructor(private readonly automaton: Automaton) {
    this.addresses = new Int32Array(automaton.length);
    this.starts = new Int32Array(automaton.length);
    this.seen = new Int32Array(automaton.length);
  }

  clear(): void {
    this.count = 0;
    this.round = (this.round + 1) | 0;
  }

  /** Adds a thread, or those it becomes before it takes a code point. */
  add(address: number, start: number, text: string, position: number): void {
    const { untried } = this;
    untried.push(address);
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
          if (holds(instruction.assertion, text, position, position)) untried.push(at + 1);
          break;
        default:
          this.addresses[this.count] = at;
          this.starts[this.count] = start;
          this.count++;
      }
    }
  }
}
