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
  const paths = { coppice: [resolve("runtime/index.ts")] };
  writeFileSync(join(directory, "package.json"), '{ "type": "module" }');
  writeFileSync(join(directory, "database.ts"), declarations);
  writeFileSync(join(directory, "program.ts"), program);
  const compilerOptions = {
    noEmit: true,
    strict: true,
    // As this project is compiled: the library is compiled with the program.
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    module: "nodenext",
    target: "es2023",
    paths,
  };
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
  const { stdout } = spawnSync(resolve("node_modules/.bin/tsc"), [], {
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

  describe("of a schema with everything", () => {
    const everything = readFileSync("test/cli/fixtures/types/everything/main.fsl", "utf8");

    test("which a database would take", async () => {
      const { terminal, noted } = testTerminal();
      expect(
        await runCommandLine(["check", "--schema", "test/cli/fixtures/types/everything"], terminal),
      ).toBe(0);
      expect(noted()).toBe("no findings\n");
    });

    test("compile, and are what the driver's query<T> can give", async () => {
      const declarations = await types([], everything);
      const program = `
        import { Client, fql, type Page, type QueryValue } from "fauna";
        import type { classDocument, Every, Everything, Functions, PageDocument } from "./database.js";
        const client = new Client({ secret: "secret" });
        type Misfits = { [K in keyof Functions]: ReturnType<Functions[K]> extends QueryValue ? never : K };
        const misfits: Misfits[keyof Functions][] = [];
        const none: never[] = misfits;
        const { data } = await client.query<Page<Every>>(fql\`Every.all()\`);
        const every: Everything = data.data[0]!;
        const typed: number | null = every.typed;
        const odd: number | undefined = every.objects[0]!["odd key"];
        const inner: { c: string; d?: number } = every.nested.b;
        const tuple: [number, string] = every.tuple;
        const both: number | string = (await client.query<ReturnType<Functions["overloaded"]>>(fql\`x\`)).data;
        const page: PageDocument = (await client.query<PageDocument>(fql\`x\`)).data;
        const a: number = page.a;
        const found: Every | { cause: string } = (await client.query<ReturnType<Functions["refOf"]>>(fql\`x\`)).data;
        export type { classDocument };
        export { a, both, every, found, inner, none, odd, tuple, typed };
      `;
      expect(compile(declarations, program)).toBe("");
      const wrong = program.replace("const typed: number", "const typed: string");
      expect(compile(declarations, wrong)).toContain("Type 'number' is not assignable to type 'string'");
    });

    test("compile, and are what the library's query<T> can give", async () => {
      const declarations = await types(["--for", "coppice"], everything);
      const program = `
        import { type CalendarDate, fql, open, type Time } from "coppice";
        import type { Every, Functions } from "./database.js";
        const db = await open();
        const { data } = await db.query<ReturnType<Functions["setOf"]>>(fql\`setOf()\`);
        const every: Every = data.data[0]!;
        const time: Time = every.time;
        const date: CalendarDate = every.date;
        const typed: number | null = every.typed;
        // @ts-expect-error A time is no text.
        const wrong: string = every.time;
        export { date, time, typed, wrong };
      `;
      expect(compile(declarations, program)).toBe("");
    });
  });

  test("collections are called as they are, unless TypeScript or the package has the name", async () => {
    const schema = "Page PageDocument Time class Tree"
      .split(" ")
      .map((name) => `collection ${name} {}`)
      .join("\n");
    const named = async (...args: string[]) =>
      [
        ...(await types(args, schema.replace("collection Time {}", "collection TimeStub {}"))).matchAll(
          /export type (\w+) =/g,
        ),
      ].map((match) => match[1]);
    expect(await named()).toEqual([
      "PageDocument_",
      "PageDocument",
      "TimeStubDocument",
      "classDocument",
      "Tree",
    ]);
    expect(await named("--for", "coppice")).toEqual([
      "PageDocument_",
      "PageDocument",
      "TimeStub",
      "classDocument",
      "Tree",
    ]);
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
