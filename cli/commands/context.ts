import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.js";

export const EXIT = {
  fine: 0,
  /** There are findings, or what was asked for failed. */
  failed: 1,
  /** The command was used wrongly. */
  misused: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a command works with, besides its options. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** With what the process will end. Without a call it ends with 0. */
  exitWith(code: ExitCode): void;
}

/** A command of the program; commands that belong to one another share a parent. */
export function command(name: string, description: string): Command {
  return new Command(name).description(description).showHelpAfterError("(--help tells more)");
}

/** The end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}\n`;
}
