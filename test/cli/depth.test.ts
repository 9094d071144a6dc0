import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FqlError, open } from "../../runtime/index.js";
import { coppice, scratch, serving } from "./commandLine.js";

/** Recursion through a plain `if`, through a callback, and through a block with a `let` and an object. spec/05 §5 */
const SCHEMA = `
function down(n: Number): String { if (n < 1) "end" else down(n - 1) }
function through(n: Number): Any { if (n < 1) "end" else [n].map(x => through(x - 1)).first() }
function block(n: Number): Any {
  if (n < 1) "end" else {
    let next = n - 1
    { at_end: block(next) }.at_end
  }
}
`;

const OVERFLOW = "error: number of stack frames exceeded limit of 2048";

/** The deepest call of each that answers: a callback opens two frames a level. */
const DEEPEST = [
  ["down", 2048],
  ["through", 1024],
  ["block", 2048],
] as const;

function directory(): string {
  const path = scratch();
  writeFileSync(join(path, "main.fsl"), SCHEMA);
  return path;
}

describe.each(DEEPEST)("%s(%i) answers, one level more is an error", (name, depth) => {
  test("in a command", async () => {
    const schema = ["--schema", directory()];
    expect((await coppice(["run", "-e", `${name}(${depth})`, ...schema])).out).toBe('"end"\n');
    const { errors, code } = await coppice(["run", "-e", `${name}(${depth + 1})`, ...schema]);
    expect(errors.split("\n")[0]).toBe(OVERFLOW);
    expect(code).toBe(1);
  });

  test("on a server", async () => {
    const server = await serving(["--schema", directory()]);
    const ask = async (query: string) => {
      const headers = { authorization: "Bearer secret" };
      const init = { method: "POST", headers, body: JSON.stringify({ query }) };
      return (await fetch(`${server.url}/query/1`, init)).json() as Promise<{
        data?: unknown;
        error?: { code: string };
      }>;
    };
    expect((await ask(`${name}(${depth})`)).data).toBe("end");
    expect((await ask(`${name}(${depth + 1})`)).error?.code).toBe("stack_overflow");
    await server.stop();
  });
});

test("in an embedding any depth is a value or a clean error, cold and warm", async () => {
  for (const [name] of DEEPEST) {
    const db = await open();
    await db.schema.push({ "main.fsl": SCHEMA });
    for (const depth of [1, 100, 400, 800, 1200, 1600, 2048, 2049, 100_000, 800, 100, 2048]) {
      const outcome = await db.query(`${name}(${depth})`).then(
        ({ data }) => data,
        (error: unknown) => (error instanceof FqlError ? error.code : error),
      );
      expect(["end", "stack_overflow"], `${name}(${depth})`).toContain(outcome);
      if (depth <= 100) expect(outcome).toBe("end");
    }
    await db.close();
  }
});
