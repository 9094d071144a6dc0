import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { createProgram, runCommandLine, type Terminal } from "../../cli/index.js";
import { testTerminal } from "./testTerminal.js";

function commands(
  command: Command,
  path: readonly string[] = [],
): { path: readonly string[]; command: Command }[] {
  return command.commands.flatMap((each) => {
    const inner = [...path, each.name()];
    return [{ path: inner, command: each }, ...commands(each, inner)];
  });
}

const idle: Terminal = testTerminal().terminal;
const all = commands(createProgram({ terminal: idle, exitWith: () => {} }));

describe("help", () => {
  test.each(all.map(({ path }) => [path.join(" ")]))("%s tells what it does, with examples", async (path) => {
    const { terminal, written } = testTerminal();
    expect(await runCommandLine([...path.split(" "), "--help"], terminal)).toBe(0);
    const text = written();
    expect(text).toContain(`Usage: coppice ${path}`);
    const { command } = all.find((each) => each.path.join(" ") === path)!;
    if (command.commands.length === 0) expect(text).toContain("Examples:\n  ");
    for (const option of command.options) expect(option.description).not.toBe("");
  });

  test("the version is the package's", async () => {
    const { terminal, written } = testTerminal();
    expect(await runCommandLine(["--version"], terminal)).toBe(0);
    expect(written()).toBe(`${JSON.parse(readFileSync("package.json", "utf8")).version}\n`);
  });

  test("without a command there is help, and it was wrong use", async () => {
    const { terminal, noted } = testTerminal();
    expect(await runCommandLine([], terminal)).toBe(2);
    expect(noted()).toContain("Usage: coppice");
  });
});
