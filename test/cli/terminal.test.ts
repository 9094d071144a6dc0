import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, test } from "vitest";
import { programPath, scratch } from "./commandLine.js";

const hasTmux = spawnSync("tmux", ["-V"]).status === 0;
const session = `coppice-test-${process.pid}`;

function tmux(...args: readonly string[]): string {
  return spawnSync("tmux", ["-L", session, ...args], { encoding: "utf8" }).stdout;
}

function screen(): string {
  return tmux("capture-pane", "-p", "-t", session).trimEnd();
}

function type(...keys: readonly string[]): void {
  for (const key of keys)
    tmux("send-keys", "-t", session, ...(key.length > 1 && !key.includes(" ") ? [key] : ["-l", key]));
}

afterEach(() => {
  tmux("kill-server");
});

/** The shell in a terminal as people have it. Where there is no tmux, the tests of its parts must do. */
describe.skipIf(!hasTmux)("in a terminal", () => {
  test("the shell runs queries, remembers them, pastes, and gives the terminal back", async () => {
    const command = `env -u CI HOME=${scratch()} ${process.execPath} ${await programPath()} shell; echo ended $?`;
    tmux("new-session", "-d", "-s", session, "-x", "80", "-y", "24", `sh -c '${command}; sleep 60'`);
    const shows = (text: string) => expect.poll(screen, { timeout: 10_000, interval: 50 }).toContain(text);
    await shows("fql>");
    type("[1, 2].map(x => x + 41)", "Enter");
    await shows("[\n  42,\n  43\n]\n");
    type("Up", "Home", "let a = ");
    await shows("fql> let a = [1, 2].map(x => x + 41)");
    type("C-c");
    tmux("set-buffer", "let a = 20\n\na * 2");
    tmux("paste-buffer", "-p", "-t", session);
    await shows("fql> let a = 20\n...>\n...> a * 2\n   : Number");
    type("Enter");
    await shows("\n40\n");
    type("C-d");
    await shows("ended 0");
  });
});
