import { lengthOf } from "./length.js";
import type { Instruction } from "./program.js";
import type { RegexNode } from "./syntax.js";

/** What the simulator executes: sets, splits, jumps, assertions of start and end, and the `accept` at the end. */
export type Automaton = readonly Instruction[];

/** Each code point of a text may cost as many steps. */
const MAX_INSTRUCTIONS = 5000;

/**
 * A regular pattern, its counts written out; undefined where it is not regular, or too large. Groups are forgotten:
 * only the bounds of matches are asked for.
 */
export function compileAutomaton(root: RegexNode): Automaton | undefined {
  if (sizeOf(root) > MAX_INSTRUCTIONS) return undefined;
  const automaton: Instruction[] = [];
  emit(automaton, root);
  automaton.push({ op: "accept" });
  return automaton;
}

/** How many instructions a node takes, or more: infinitely many where it is not regular. */
function sizeOf(node: RegexNode): number {
  switch (node.kind) {
    case "set":
      return 1;
    case "sequence":
      return totalSize(node.items);
    case "alternatives":
      return totalSize(node.branches) + 2 * node.branches.length;
    case "capture":
      return sizeOf(node.body);
    case "repeat": {
      // Loops that match nothing end in ways of their own.
      const isEndless = node.max > 1 && lengthOf(node.body).min === 0;
      if (node.mode === "possessive" || isEndless) return Infinity;
      const copies = Number.isFinite(node.max) ? node.max : node.min + 1;
      return copies === 0 ? 0 : copies * (sizeOf(node.body) + 2);
    }
    case "assertion":
      return node.assertion === "start" || node.assertion === "end" ? 1 : Infinity;
    case "atomic":
    case "lookAhead":
    case "lookBehind":
    case "backReference":
    case "grapheme":
      return Infinity;
  }
}

function totalSize(nodes: readonly RegexNode[]): number {
  return nodes.reduce((sum, node) => sum + sizeOf(node), 0);
}

function emit(automaton: Instruction[], node: RegexNode): void {
  switch (node.kind) {
    case "set":
      automaton.push({ op: "set", set: node.set });
      return;
    case "sequence":
      for (const item of node.items) emit(automaton, item);
      return;
    case "alternatives":
      emitAlternatives(automaton, node.branches);
      return;
    case "capture":
      emit(automaton, node.body);
      return;
    case "repeat":
      emitRepeat(automaton, node);
      return;
    case "assertion":
      automaton.push({ op: "assertion", assertion: node.assertion });
      return;
    default:
      throw new Error(`${node.kind} is not regular`);
  }
}

function emitAlternatives(automaton: Instruction[], branches: readonly RegexNode[]): void {
  const ends: number[] = [];
  branches.forEach((branch, i) => {
    if (i === branches.length - 1) {
      emit(automaton, branch);
      return;
    }
    const split = reserve(automaton);
    emit(automaton, branch);
    ends.push(reserve(automaton));
    automaton[split] = { op: "split", first: split + 1, second: automaton.length };
  });
  for (const end of ends) automaton[end] = { op: "jump", to: automaton.length };
}

/** `x{2,4}` is `xx(x(x)?)?`, and `x{2,}` is `xxx*`. */
function emitRepeat(automaton: Instruction[], node: Extract<RegexNode, { kind: "repeat" }>): void {
  const { body, min, max } = node;
  for (let i = 0; i < min; i++) emit(automaton, body);
  const splits: number[] = [];
  if (max === Infinity) {
    splits.push(reserve(automaton));
    emit(automaton, body);
    automaton.push({ op: "jump", to: splits[0]! });
  } else {
    for (let i = min; i < max; i++) {
      splits.push(reserve(automaton));
      emit(automaton, body);
    }
  }
  const exit = automaton.length;
  for (const split of splits) {
    const enter = split + 1;
    automaton[split] =
      node.mode === "lazy"
        ? { op: "split", first: exit, second: enter }
        : { op: "split", first: enter, second: exit };
  }
}

/** Leaves room for an instruction whose addresses are not known yet. */
function reserve(automaton: Instruction[]): number {
  automaton.push({ op: "accept" });
  return automaton.length - 1;
}
