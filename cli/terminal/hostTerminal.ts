import { createInterface } from "node:readline/promises";
import type { Terminal } from "./terminal.js";
import { themeFor } from "./theme.js";

/** The terminal, or the pipes, of this process. */
export function hostTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) stream.on("error", passIfUnread);
  return {
    write: (text) => void stdout.write(text),
    note: (text) => void stderr.write(text),
    async readInput() {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString("utf8");
    },
    async ask(question) {
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        return await lines.question(question);
      } finally {
        lines.close();
      }
    },
    isInteractive: stdin.isTTY === true && stdout.isTTY === true && !isSet(env.CI) && env.TERM !== "dumb",
    inputIsTerminal: stdin.isTTY === true,
    writeTheme: themeFor(stdout, env),
    noteTheme: themeFor(stderr, env),
    environment: env,
  };
}

/** Who reads may leave (`| head`): the command runs to its end, and its exit code stands. */
function passIfUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

function isSet(text: string | undefined): boolean {
  return text !== undefined && text !== "" && text !== "false";
}
