import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** `npm run bench:start`: what programs spend until they have an answer; medians over fresh processes. */
const RUNS = 20;

const LIBRARY = new URL("../runtime/index.js", import.meta.url).href;
const PROGRAM = fileURLToPath(new URL("../cli/main.js", import.meta.url));
const ONCE = fileURLToPath(new URL("./startOnce.js", import.meta.url));

console.log("A program that embeds the library: CPU, in milliseconds\n");
for (const course of ["answer", "compile", "query"]) {
  const runs = Array.from({ length: RUNS }, () => embedded(course));
  const steps = Object.keys(runs[0]!).map((step) => `${step} ${median(runs.map((run) => run[step]!))}`);
  console.log(`${course.padEnd(10)}${steps.join(", ")}`);
}

console.log("\nThe program: time until the first answer, in milliseconds\n");
for (const [name, body] of [
  ["coppice run -e '1 + 1'", runOnce],
  ["coppice serve, and a request", serveOnce],
] as const) {
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const started = performance.now();
    await body();
    times.push(performance.now() - started);
  }
  console.log(`${name.padEnd(36)}${median(times)}`);
}

function embedded(course: string): Record<string, number> {
  return JSON.parse(execFileSync(process.execPath, [ONCE, LIBRARY, course], { encoding: "utf8" }));
}

function runOnce(): void {
  execFileSync(process.execPath, [PROGRAM, "run", "-e", "1 + 1"]);
}

async function serveOnce(): Promise<void> {
  const server = spawn(process.execPath, [PROGRAM, "serve", "--port", "0"]);
  const [note] = await Promise.race([once(server.stdout, "data"), once(server.stderr, "data")]);
  const response = await fetch(`${/http:\/\/[^,\s]+/.exec(String(note))![0]}/query/1`, {
    method: "POST",
    headers: { authorization: "Bearer secret" },
    body: JSON.stringify({ query: "1 + 1" }),
  });
  await response.json();
  server.kill();
  await once(server, "exit");
}

function median(values: readonly number[]): string {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!.toFixed(1);
}
