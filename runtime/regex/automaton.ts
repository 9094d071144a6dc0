import { lengthOf } from "./length.js";
import type { Instruction } from "./program.js";
import type { RegexNode } from "./syntax.js";

/** What regular patterns become: sets, splits, jumps, assertions of start and end, and the `accept` at the end. */
export type Automaton = readonly Instruction[];

/** Each code point of a text may cost as many steps. */
const MAX_INSTRUCTIONS = 5000;

/** In which direction texts are read. */
export type Direction = "forward" | "backward";

/** Whether a pattern is regular, and not too large with its counts written out. */
export function isRegular(root: RegexNode): boolean {
  return sizeOf(root) <= MAX_INSTRUCTIONS;
}

/** A regular pattern, its counts written out. Groups are forgotten: only the bounds of matches are asked for. */
export function compileAutomaton(root: RegexNode, direction: Direction): Automaton {
  const automaton: Instruction[] = [];
  emit(automaton, root, direction);
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

function emit(automaton: Instruction[], node: RegexNode, direction: Direction): void {
  switch (node.kind) {
    case "set":
      automaton.push({ op: "set", set: node.set });
      return;
    case "sequence":
      for (const item of direction === "forward" ? node.items : [...node.items].reverse()) {
        emit(automaton, item, direction);
      }
      return;
    case "alternatives":
      emitAlternatives(automaton, node.branches, direction);
      return;
    case "capture":
      emit(automaton, node.body, direction);
      return;
    case "repeat":
      emitRepeat(automaton, node, direction);
      return;
    case "assertion":
      automaton.push({ op: "assertion", assertion: node.assertion });
      return;
    default:
      throw new Error(`${node.kind} is not regular`);
  }
}

function emitAlternatives(
  automaton: Instruction[],
  branches: readonly RegexNode[],
  direction: Direction,
): void {
  const ends: number[] = [];
  branches.forEach((branch, i) => {
    if (i === branches.length - 1) {
      emit(automaton, branch, direction);
      return;
    }
    const split = reserve(automaton);
    emit(automaton, branch, direction);
    ends.push(reserve(automaton));
    automaton[split] = { op: "split", first: split + 1, second: automaton.length };
  });
  for (const end of ends) automaton[end] = { op: "jump", to: automaton.length };
}

/** `x{2,4}` is `xx(x(x)?)?`, and `x{2,}` is `xxx*`. */
function emitRepeat(
  automaton: Instruction[],
  node: Extract<RegexNode, { kind: "repeat" }>,
  direction: Direction,
): void {
  const { body, min, max } = node;
  for (let i = 0; i < min; i++) emit(automaton, body, direction);
  const splits: number[] = [];
  if (max === Infinity) {
    splits.push(reserve(automaton));
    emit(automaton, body, direction);
    automaton.push({ op: "jump", to: splits[0]! });
  } else {
    for (let i = min; i < max; i++) {
      splits.push(reserve(automaton));
      emit(automaton, body, direction);
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
