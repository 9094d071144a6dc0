import type { CodePointSet } from "./codePointSet.js";
import type { Assertion, Folding, RegexNode } from "./syntax.js";

/** What the backtracking matcher executes; addresses are indexes into the program. */
export type Instruction =
  /** One code point of the set. */
  | { readonly op: "set"; readonly set: CodePointSet }
  /** As many code points of the set as there are, giving back one at a time unless possessive. */
  | {
      readonly op: "setLoop";
      readonly set: CodePointSet;
      readonly min: number;
      readonly max: number;
      readonly possessive: boolean;
    }
  /** Goes on at `first`; on failure at `second`. */
  | { readonly op: "split"; readonly first: number; readonly second: number }
  | { readonly op: "jump"; readonly to: number }
  | { readonly op: "save"; readonly register: number }
  /** Before a loop: no rounds yet. Registers: the count of rounds, then where the present one began. */
  | { readonly op: "loopStart"; readonly register: number }
  /** Before each round: enters the next one, which begins with `round`, or leaves. */
  | {
      readonly op: "loop";
      readonly register: number;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      readonly exit: number;
    }
  | { readonly op: "round"; readonly register: number }
  /** The body follows, up to its `accept`; what it leaves untried is forgotten. */
  | { readonly op: "atomic"; readonly next: number }
  | { readonly op: "lookAhead"; readonly negative: boolean; readonly next: number }
  | {
      readonly op: "lookBehind";
      readonly negative: boolean;
      readonly min: number;
      readonly max: number;
      readonly next: number;
    }
  | { readonly op: "backReference"; readonly register: number; readonly folding: Folding }
  | { readonly op: "grapheme" }
  | { readonly op: "assertion"; readonly assertion: Assertion }
  /** The end of the pattern, or of a body that is matched apart. */
  | { readonly op: "accept" };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly registers: number;
}

/** Registers 2g and 2g + 1 hold the bounds of group g; those of loops follow. */
export function compileProgram(root: RegexNode, groups: number): Program {
  const compiler = new Compiler(2 * (groups + 1));
  compiler.emit(root);
  compiler.add({ op: "accept" });
  return { instructions: compiler.instructions, registers: compiler.registers };
}

class Compiler {
  readonly instructions: Instruction[] = [];

  constructor(public registers: number) {}

  add(instruction: Instruction): number {
    this.instructions.push(instruction);
    return this.instructions.length - 1;
  }

  private get here(): number {
    return this.instructions.length;
  }

  /** Leaves room for an instruction whose addresses are not known yet. */
  private later(): (instruction: Instruction) => void {
    const address = this.add({ op: "accept" });
    return (instruction) => {
      this.instructions[address] = instruction;
    };
  }

  emit(node: RegexNode): void {
    switch (node.kind) {
      case "set":
        this.add({ op: "set", set: node.set });
        return;
      case "sequence":
        for (const item of node.items) this.emit(item);
        return;
      case "alternatives":
        this.emitAlternatives(node.branches);
        return;
      case "repeat":
        this.emitRepeat(node);
        return;
      case "capture":
        this.add({ op: "save", register: 2 * node.group });
        this.emit(node.body);
        this.add({ op: "save", register: 2 * node.group + 1 });
        return;
      case "atomic":
        this.emitApart(node.body, (next) => ({ op: "atomic", next }));
        return;
      case "lookAhead":
        this.emitApart(node.body, (next) => ({ op: "lookAhead", negative: node.negative, next }));
        return;
      case "lookBehind": {
        const { negative, min, max } = node;
        this.emitApart(node.body, (next) => ({ op: "lookBehind", negative, min, max, next }));
        return;
      }
      case "backReference":
        this.add({ op: "backReference", register: 2 * node.group, folding: node.folding });
        return;
      case "grapheme":
        this.add({ op: "grapheme" });
        return;
      case "assertion":
        this.add({ op: "assertion", assertion: node.assertion });
        return;
    }
  }

  private emitAlternatives(branches: readonly RegexNode[]): void {
    const ends: ((instruction: Instruction) => void)[] = [];
    branches.forEach((branch, i) => {
      if (i === branches.length - 1) {
        this.emit(branch);
        return;
      }
      const split = this.later();
      const first = this.here;
      this.emit(branch);
      ends.push(this.later());
      split({ op: "split", first, second: this.here });
    });
    for (const end of ends) end({ op: "jump", to: this.here });
  }

  private emitRepeat(node: Extract<RegexNode, { kind: "repeat" }>): void {
    const { body, min, max, mode } = node;
    if (body.kind === "set" && mode !== "lazy") {
      this.add({ op: "setLoop", set: body.set, min, max, possessive: mode === "possessive" });
    } else if (mode === "possessive") {
      this.emitApart({ ...node, mode: "greedy" }, (next) => ({ op: "atomic", next }));
    } else {
      const register = this.registers;
      this.registers += 2;
      this.add({ op: "loopStart", register });
      const start = this.here;
      const loop = this.later();
      this.add({ op: "round", register });
      this.emit(body);
      this.add({ op: "jump", to: start });
      loop({ op: "loop", register, min, max, lazy: mode === "lazy", exit: this.here });
    }
  }

  /** A body that is matched on its own, by the instruction before it. */
  private emitApart(body: RegexNode, instruction: (next: number) => Instruction): void {
    const before = this.later();
    this.emit(body);
    this.add({ op: "accept" });
    before(instruction(this.here));
  }
}
