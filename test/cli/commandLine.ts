import { type ExecFileException, execFile, spawn } from "node:child_process";
import { mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleCli } from "../../scripts/bundleCli.mjs";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

const directory = mkdtempSync(join(tmpdir(), "coppice-cli-"));
const built: Promise<void> = bundleCli(directory).then(() =>
  // The packages that it finds where they are installed, as LMDB.
  symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(directory, "node_modules")),
);

/** The program as `npm run build` makes it. */
export async function programPath(): Promise<string> {
  await built;
  return join(directory, "main.js");
}

/** An empty directory for a test's files. */
export function scratch(): string {
  return mkdtempSync(join(tmpdir(), "coppice-test-"));
}

const ENVIRONMENT = { PATH: process.env.PATH, HOME: scratch() };

export interface RunSettings {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** True where nobody reads the output. */
  readonly unread?: boolean;
}

/** Runs `coppice` to its end. */
export async function coppice(args: readonly string[], settings: RunSettings = {}): Promise<Ran> {
  const program = await programPath();
  const { input = "", environment = {}, cwd, unread = false } = settings;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, ...args],
      { env: { ...ENVIRONMENT, ...environment }, cwd },
      (error: ExecFileException | null, out, errors) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, out, errors });
      },
    );
    if (unread) child.stdout!.destroy();
    child.stdin!.end(input);
  });
}

export interface Serving {
  readonly url: string;
  /** Stops it as Ctrl+C does, or in the midst of what it does; gives the exit code. */
  stop(signal?: "SIGINT" | "SIGKILL"): Promise<number | null>;
}

/** Starts `coppice serve` on a free port. */
export async function serving(
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const child = spawn(process.execPath, [await programPath(), "serve", "--port", "0", ...args], {
    env: { ...ENVIRONMENT, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on("data", (chunk) => {
      said += String(chunk);
      const found = /http:\/\/[^\s,]+/.exec(said);
      if (found !== null) resolve(found[0]);
    });
    child.once("exit", () => reject(new Error(`coppice serve ended: ${said}`)));
  });
  return {
    url,
    async stop(signal: "SIGINT" | "SIGKILL" = "SIGINT") {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts `coppice serve`, and pushes the schema of a directory to it as an application's authors would. */
export async function servingSchema(directory: string): Promise<Serving> {
  const server = await serving();
  const { code, errors } = await coppice([
    "schema",
    "push",
    "--dir",
    directory,
    "--yes",
    "--url",
    server.url,
  ]);
  if (code !== 0) throw new Error(`the schema of ${directory} was refused: ${errors}`);
  return server;
}
