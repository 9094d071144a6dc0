import { mkdirSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommandLine } from "../../cli/index.js";
import { scratch } from "./commandLine.js";
import { testTerminal } from "./testTerminal.js";

async function run(args: readonly string[], input = "") {
  const { terminal, written, noted } = testTerminal(input);
  const code = await runCommandLine(args, terminal);
  return { code, out: written(), errors: noted() };
}

/** Writes files and gives their directory. */
function project(files: Readonly<Record<string, string>>): string {
  const directory = scratch();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(directory, name, ".."), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

const TREES = "collection Tree {\n  name: String\n  age: Int?\n}\n";

describe("coppice check", () => {
  test("finds nothing in the shop", async () => {
    const { code, out, errors } = await run(["check", "examples/shop", "--schema", "examples/shop/schema"]);
    expect(out).toBe("");
    expect(errors).toBe("no findings\n");
    expect(code).toBe(0);
  });

  test("tells all that is wrong with queries", async () => {
    const directory = project({
      "schema/main.fsl": TREES,
      "queries/a.fql": "Tree.all().map(.nam)",
      "queries/b.fql": "Tree.byId(\n",
      "queries/c.fql": "Tree.byId(id)!.name",
      "queries/notes.txt": "no query",
    });
    const schema = ["--schema", join(directory, "schema")];
    const { code, out, errors } = await run([
      "check",
      join(directory, "queries"),
      ...schema,
      "--arg",
      "id=ID",
    ]);
    expect(out).toBe(
      "error: Type `{ id: ID, ts: Time, ttl: Time | Null, name: String, age: Int | Null }` does not have field `nam`\n" +
        `at ${join(directory, "queries/a.fql")}:1:17\n  |\n1 | Tree.all().map(.nam)\n  |                 ^^^\n  |\n\n` +
        "error: Expected `)` or expression\n" +
        `at ${join(directory, "queries/b.fql")}:1:11\n  |\n1 | Tree.byId(\n  |           ^\n  |\n\n`,
    );
    expect(errors).toBe("2 findings in 2 files\n");
    expect(code).toBe(1);
  });

  test("tells what is wrong with a schema", async () => {
    const directory = project({ "main.fsl": "function f(x: Number): String {\n  x + 1\n}\n" });
    const { code, out } = await run(["check", "--schema", directory]);
    expect(out).toContain("error: Type `Number` is not a subtype of `String`\n");
    expect(out).toContain("main.fsl:1:31\n");
    expect(code).toBe(1);
  });

  test("tells what a push would refuse", async () => {
    const { code, out } = await run([
      "check",
      "--schema",
      project({ "main.fsl": "collection Array {\n}\n" }),
    ]);
    expect(out).toMatch(/^error: The identifier `Array` is reserved\.\nat .*main\.fsl:1:12\n/);
    expect(code).toBe(1);
  });

  test("one name may not stand in two files", async () => {
    const { out } = await run(["check", "--schema", project({ "a.fsl": TREES, "b.fsl": TREES })]);
    expect(out).toMatch(/^error: Duplicate collection or function `Tree` in .*\nat .*b\.fsl:1:12\n/);
  });

  test("one file may be named in two ways", async () => {
    const directory = project({ "schema/a.fsl": TREES });
    const args = ["check", directory, "--schema", relative(process.cwd(), join(directory, "schema"))];
    expect(await run(args)).toMatchObject({ code: 0, errors: "no findings\n" });
  });

  test("programs read JSON", async () => {
    const directory = project({ "a.fql": "1 +\n  tru" });
    const file = join(directory, "a.fql");
    const { code, out } = await run(["check", file, "--json"]);
    expect(JSON.parse(out)).toEqual([
      {
        severity: "error",
        message: "Unbound variable `tru`",
        file,
        line: 2,
        column: 3,
        endLine: 2,
        endColumn: 6,
        rendered: `error: Unbound variable \`tru\`\nat ${file}:2:3\n  |\n2 |   tru\n  |   ^^^\n  |`,
      },
    ]);
    expect(code).toBe(1);
  });

  test("broken files do not hide one another", async () => {
    const directory = project({
      "schema/a.fsl": "collection A {",
      "schema/b.fsl": "function f(x) { x + }",
      "schema/c.fsl": "collection C { a: Nothing }",
      "queries/a.fql": "A.all(",
      "queries/b.fql": "1 + 'a'",
      "queries/c.fql": "let x =",
    });
    const places = async (...schema: string[]) => {
      const { code, out } = await run(["check", join(directory, "queries"), ...schema, "--json"]);
      expect(code).toBe(1);
      const findings: { file: string; line: number; column: number }[] = JSON.parse(out);
      return findings.map(
        ({ file, line, column }) => `${file.slice(directory.length + 1)}:${line}:${column}`,
      );
    };
    const broken = ["queries/a.fql:1:7", "queries/c.fql:1:8"];
    expect(await places("--schema", join(directory, "schema"))).toEqual([
      "schema/a.fsl:1:15",
      "schema/b.fsl:1:21",
      ...broken,
    ]);
    expect(await places(join(directory, "schema/c.fsl"))).toEqual(["schema/c.fsl:1:19", ...broken]);
    expect(await places()).toEqual(["queries/a.fql:1:7", "queries/b.fql:1:5", "queries/c.fql:1:8"]);
  });

  test("marks of encoding and line ends of other systems make no difference", async () => {
    const directory = project({
      "main.fsl": "\ufeffcollection Tree {\r\n  name: String\r\n}\r\n",
      "a.fql": "\ufeffTree.all()\r\n  .map(.nam)\r\n",
    });
    const { out } = await run(["check", directory, "--json"]);
    expect(JSON.parse(out)).toMatchObject([
      { message: expect.stringContaining("does not have field `nam`"), line: 2, column: 9 },
    ]);
  });

  test("GitHub reads annotations", async () => {
    const directory = project({
      "a.fql": "let a = 1\n{ a: a + tru,\n  b: 50% }",
      "b.fql": "x => x",
      "c.fql": "1 + 'a,b: c'",
    });
    const { code, out } = await run(["check", directory, "--github"]);
    const place = (file: string) => `file=${join(directory, file)}`;
    const lines = out.split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain(
      `::error ${place("a.fql")},line=3,endLine=3,col=10,endColumn=11,title=Expected`,
    );
    expect(lines[0]).toContain("%0A3 |   b: 50%25 }%0A");
    expect(lines[1]).toContain(
      `::warning ${place("b.fql")},line=1,endLine=1,col=1,endColumn=7,title=Function is not`,
    );
    expect(lines[2]).toContain(
      `::error ${place("c.fql")},line=1,endLine=1,col=5,endColumn=13,title=Type \`String\` is not`,
    );
    expect(code).toBe(1);
    expect((await run(["check", directory, "--github", "--json"])).code).toBe(2);
  });

  test("what cannot be read", async () => {
    const directory = project({ "a.txt": "no query", "loop.fql": "1" });
    expect(await run(["check", directory])).toMatchObject({ code: 0 });
    expect(await run(["check", project({ "a.txt": "1" })])).toMatchObject({
      code: 2,
      errors: expect.stringContaining("there are no .fql or .fsl files in "),
    });
    unlinkSync(join(directory, "loop.fql"));
    symlinkSync("loop.fql", join(directory, "loop.fql"));
    expect(await run(["check", join(directory, "loop.fql")])).toEqual({
      code: 1,
      out: "",
      errors: `coppice: ${join(directory, "loop.fql")}: too many symbolic links encountered\n`,
    });
  });

  test("wrong use", async () => {
    expect(await run(["check"])).toMatchObject({
      code: 2,
      errors: expect.stringContaining("name files to check"),
    });
    expect((await run(["check", "nowhere.fql"])).code).toBe(2);
    expect((await run(["check", "--schema", "nowhere"])).code).toBe(2);
    expect((await run(["check", "a.fql", "--arg", "x"])).code).toBe(2);
  });
});

describe("coppice fmt", () => {
  test("writes files, and tells which", async () => {
    const directory = project({
      "a.fql": "1+1",
      "schema/b.fsl": "collection Tree{name:String}",
      "c.fql": "1 + 1\n",
    });
    const first = await run(["fmt", directory]);
    expect(first.out).toBe(`${join(directory, "schema/b.fsl")}\n${join(directory, "a.fql")}\n`);
    expect(first.errors).toBe("changed 2 of 3 files\n");
    expect(readFileSync(join(directory, "a.fql"), "utf8")).toBe("1 + 1\n");
    expect(await run(["fmt", directory])).toEqual({ code: 0, out: "", errors: "changed 0 of 3 files\n" });
  });

  test("only looks, with --check", async () => {
    const directory = project({ "a.fql": "1+1" });
    const { code, out } = await run(["fmt", "--check", directory]);
    expect(out).toBe(`${join(directory, "a.fql")}\n`);
    expect(code).toBe(1);
    expect(readFileSync(join(directory, "a.fql"), "utf8")).toBe("1+1");
  });

  test("formats what is piped in", async () => {
    expect((await run(["fmt"], "1+1")).out).toBe("1 + 1\n");
    expect((await run(["fmt", "-", "--fsl"], "collection Tree{name:String}")).out).toMatch(
      /^collection Tree \{/,
    );
    expect(await run(["fmt"], "1 +")).toMatchObject({
      code: 1,
      out: "",
      errors: expect.stringContaining("error: "),
    });
  });
});
