import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommandLine } from "../../cli/index.js";
import { scratch } from "./commandLine.js";
import { testTerminal } from "./testTerminal.js";

const SCHEMA = `
@alias(Plant)
collection Tree {
  name: String
  age: Int?
  tags: Array<"old" | "young">
  shape: { "odd key": Double | Null, leaves: Int }
  owner: Ref<Keeper>?
  planted: Time
  compute label = (.name + "!")
  compute siblings: Set<Tree> = (tree => Tree.all())
}

collection Keeper {
  *: Any
}

function oldest(trees: Array<Tree>, limit: Number): Tree? {
  trees.first()
}

function count(default) {
  default + 1
}

function planted(since: Time): Set<Tree> {
  Tree.all()
}
`;

async function types(args: readonly string[], schema = SCHEMA): Promise<string> {
  const directory = scratch();
  writeFileSync(join(directory, "main.fsl"), schema);
  const { terminal, written, noted } = testTerminal();
  const code = await runCommandLine(["types", "--schema", directory, ...args], terminal);
  expect(noted()).toBe("");
  expect(code).toBe(0);
  return written();
}

/** What the compiler says of a program that imports the types from `./database.js`. */
function compile(declarations: string, program: string): string {
  const directory = scratch();
  mkdirSync(join(directory, "node_modules"));
  symlinkSync(resolve("node_modules/fauna"), join(directory, "node_modules/fauna"));
  symlinkSync(resolve("node_modules/@types"), join(directory, "node_modules/@types"));
  writeFileSync(join(directory, "package.json"), '{ "type": "module" }');
  writeFileSync(join(directory, "database.ts"), declarations);
  writeFileSync(join(directory, "program.ts"), program);
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"];
  const { stdout } = spawnSync(resolve("node_modules/.bin/tsc"), [...options, "program.ts"], {
    cwd: directory,
    encoding: "utf8",
  });
  return stdout;
}

describe("coppice types", () => {
  test("writes types for the driver", async () => {
    expect(await types([])).toBe(readFileSync("test/cli/fixtures/types/fauna.txt", "utf8"));
  });

  test("writes types for the library", async () => {
    expect(await types(["--for", "coppice"])).toBe(
      readFileSync("test/cli/fixtures/types/coppice.txt", "utf8"),
    );
  });

  test("the driver's query<T> takes them, and they are checked", async () => {
    const declarations = await types([]);
    const program = `
      import { Client, fql, type Page } from "fauna";
      import type { Functions, Tree } from "./database.js";
      const client = new Client({ secret: "secret" });
      const { data } = await client.query<Page<Tree>>(fql\`Tree.all()\`);
      const tree = data.data[0]!;
      const name: string = tree.name;
      const age: number | undefined = tree.age;
      const tag: "old" | "young" = tree.tags[0]!;
      const id: string = tree.id;
      const found = await client.query<ReturnType<Functions["oldest"]>>(fql\`oldest([], 1)\`);
      const oldest: Tree | null = found.data;
      export { age, id, name, oldest, tag };
    `;
    expect(compile(declarations, program)).toBe("");
    const wrong = program.replace("const name: string", "const name: number");
    expect(compile(declarations, wrong)).toContain("Type 'string' is not assignable to type 'number'");
  });

  test("a schema with errors has no types", async () => {
    const { terminal, written } = testTerminal();
    const code = await runCommandLine(["types", "--schema", "test/cli/fixtures/wrong"], terminal);
    expect(written()).toContain("Unknown type `Strin`");
    expect(code).toBe(1);
  });

  test("wrong use", async () => {
    const { terminal, noted } = testTerminal();
    expect(await runCommandLine(["types"], terminal)).toBe(2);
    expect(noted()).toContain("which schema?");
  });
});
