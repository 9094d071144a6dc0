import { graphemeEnd, holds, previous } from "./assertions.js";
import { fold } from "./caseFolding.js";
import { type CodePointSet, contains } from "./codePointSet.js";
import type { Instruction, Program } from "./program.js";

/** Asked for leave to go on, once for a number of steps; throws where there is none. */
export type Spend = () => void;

/** Steps between two calls of `Spend`. */
const STEPS_PER_UNIT = 100;

/** Something still untried: where to go on, what registers to restore, and for loops of sets how far back. */
interface Choice {
  readonly address: number;
  readonly position: number;
  readonly trail: number;
  /** Positions down to this one are untried too. */
  readonly low: number;
}

const ANYWHERE = -1;

/**
 * Matches what is not regular — references, look-around, atomic groups — as the reference implementation does: by
 * trying. It keeps its own stack, so that long texts cannot exhaust the machine's, and pays for its steps, since some
 * patterns take for ever. spec/04 §12.1, engine §13
 */
export class Backtracker {
  private readonly registers: number[];
  /** Registers that were set, each followed by its former value. */
  private readonly trail: number[] = [];
  private readonly choices: Choice[] = [];
  private address = 0;
  private position = 0;
  private steps = 0;

  constructor(
    private readonly program: Program,
    private readonly text: string,
    private readonly lastMatchEnd: number,
    private readonly spend: Spend,
  ) {
    this.registers = new Array<number>(program.registers).fill(-1);
  }

  /** Where a match that begins at `start` ends; -1 if there is none. */
  matchAt(start: number): number {
    return this.run(0, start, ANYWHERE);
  }

  /** Runs from an address to its `accept`, at `target` if one is given; what is untried then is dropped. */
  private run(address: number, start: number, target: number): number {
    const base = this.choices.length;
    const trail = this.trail.length;
    this.address = address;
    this.position = start;
    for (;;) {
      this.countStep();
      const instruction = this.program.instructions[this.address]!;
      if (instruction.op === "accept") {
        if (target === ANYWHERE || this.position === target) {
          this.choices.length = base;
          return this.position;
        }
      } else if (this.step(instruction)) continue;
      if (this.choices.length === base) {
        this.restore(trail);
        return -1;
      }
      this.retry();
    }
  }

  /** Executes one instruction; false if it does not match. */
  private step(instruction: Exclude<Instruction, { op: "accept" }>): boolean {
    switch (instruction.op) {
      case "set":
        return this.goOn(this.matchSet(instruction.set, this.position));
      case "setLoop":
        return this.goOn(this.matchSetLoop(instruction));
      case "split":
        this.choose(instruction.second, this.position, this.position);
        this.address = instruction.first;
        return true;
      case "jump":
        this.address = instruction.to;
        return true;
      case "save":
        this.set(instruction.register, this.position);
        return this.goOn(this.position);
      case "loopStart":
        this.set(instruction.register, 0);
        this.set(instruction.register + 1, -1);
        return this.goOn(this.position);
      case "loop":
        this.loop(instruction);
        return true;
      case "round":
        this.set(instruction.register, this.registers[instruction.register]! + 1);
        this.set(instruction.register + 1, this.position);
        return this.goOn(this.position);
      case "atomic": {
        const end = this.run(this.address + 1, this.position, ANYWHERE);
        this.address = instruction.next;
        this.position = end;
        return end >= 0;
      }
      case "lookAhead":
      case "lookBehind":
        return this.look(instruction);
      case "backReference":
        return this.goOn(this.matchReference(instruction));
      case "grapheme":
        return this.goOn(this.position === this.text.length ? -1 : graphemeEnd(this.text, this.position));
      case "assertion": {
        const holdsHere = holds(instruction.assertion, this.text, this.position, this.lastMatchEnd);
        return this.goOn(holdsHere ? this.position : -1);
      }
    }
  }

  /** To the next instruction, at a position; false for -1. */
  private goOn(position: number): boolean {
    this.address++;
    this.position = position;
    return position >= 0;
  }

  private matchSet(set: CodePointSet, position: number): number {
    if (position >= this.text.length) return -1;
    const codePoint = this.text.codePointAt(position)!;
    return contains(set, codePoint) ? position + (codePoint > 0xffff ? 2 : 1) : -1;
  }

  private matchSetLoop({ set, min, max, possessive }: Extract<Instruction, { op: "setLoop" }>): number {
    let low = this.position;
    let end = this.position;
    for (let count = 0; count < max; count++) {
      const next = this.matchSet(set, end);
      if (next < 0 && count < min) return -1;
      if (next < 0) break;
      this.countStep();
      end = next;
      if (count < min) low = next;
    }
    if (!possessive && end > low) this.choose(this.address + 1, previous(this.text, end), low);
    return end;
  }

  /** A round that matched nothing ends the loop, whatever its count. */
  private loop({ register, min, max, lazy, exit }: Extract<Instruction, { op: "loop" }>): void {
    const count = this.registers[register]!;
    const enter = this.address + 1;
    if (this.position === this.registers[register + 1] || count >= max) {
      this.address = exit;
    } else if (count < min) {
      this.address = enter;
    } else {
      this.choose(lazy ? enter : exit, this.position, this.position);
      this.address = lazy ? exit : enter;
    }
  }

  private look(instruction: Extract<Instruction, { op: "lookAhead" | "lookBehind" }>): boolean {
    const { position, address } = this;
    const trail = this.trail.length;
    const found =
      instruction.op === "lookAhead"
        ? this.run(address + 1, position, ANYWHERE) >= 0
        : this.matchBehind(address + 1, position, instruction.min, instruction.max);
    if (instruction.negative) this.restore(trail);
    this.address = instruction.next;
    this.position = position;
    return found !== instruction.negative;
  }

  /** Tries the nearest beginning first. */
  private matchBehind(address: number, target: number, min: number, max: number): boolean {
    let start = target;
    for (let length = 0; length <= max && start >= 0; length++) {
      if (length >= min && this.run(address, start, target) >= 0) return true;
      start = previous(this.text, start);
    }
    return false;
  }

  private matchReference({ register, folding }: Extract<Instruction, { op: "backReference" }>): number {
    const end = this.registers[register + 1] ?? -1;
    if (end < 0) return -1;
    let at = this.position;
    for (const character of this.text.slice(this.registers[register], end)) {
      this.countStep();
      if (at >= this.text.length) return -1;
      const codePoint = this.text.codePointAt(at)!;
      if (fold(codePoint, folding) !== fold(character.codePointAt(0)!, folding)) return -1;
      at += codePoint > 0xffff ? 2 : 1;
    }
    return at;
  }

  private set(register: number, value: number): void {
    this.trail.push(register, this.registers[register]!);
    this.registers[register] = value;
  }

  private restore(trail: number): void {
    while (this.trail.length > trail) {
      const value = this.trail.pop()!;
      this.registers[this.trail.pop()!] = value;
    }
  }

  private choose(address: number, position: number, low: number): void {
    this.choices.push({ address, position, trail: this.trail.length, low });
  }

  private retry(): void {
    const choice = this.choices.pop()!;
    this.restore(choice.trail);
    if (choice.position > choice.low) {
      this.choices.push({ ...choice, position: previous(this.text, choice.position) });
    }
    this.address = choice.address;
    this.position = choice.position;
  }

  private countStep(): void {
    this.steps++;
    if (this.steps % STEPS_PER_UNIT === 0) this.spend();
  }
}
