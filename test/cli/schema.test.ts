import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runCommandLine } from "../../cli/index.js";
import { createApp, type RunningServer, serve } from "../../runtime/server/node/index.js";
import type { SchemaService, StagedStatus } from "../../runtime/server/schemaService.js";
import { fakeDatabase, recordingSchema } from "../server/fakeDatabase.js";
import { scratch } from "./commandLine.js";
import { testTerminal } from "./testTerminal.js";

const calls: unknown[] = [];
let overrides: Partial<SchemaService> = {};
let server: RunningServer;

beforeAll(async () => {
  const schemaService = () => ({ ...recordingSchema(calls), ...overrides });
  server = await serve(createApp(fakeDatabase({ schemaService })), { port: 0 });
});
afterAll(() => server.close());
beforeEach(() => {
  calls.length = 0;
  overrides = {};
});

const FILES = { "main.fsl": "role a {}", "more/b.fsl": "role b {}" };
const UPLOADED = Object.entries(FILES).map(([filename, content]) => ({ filename, content }));

function directoryOf(files: Readonly<Record<string, string>>): string {
  const directory = scratch();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(directory, name, ".."), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

/** Runs `coppice schema`; a person is there to answer where `answer` is given. */
async function schema(args: readonly string[], answer?: string) {
  const { terminal, written, noted } = testTerminal();
  const questions: string[] = [];
  const person = {
    isInteractive: true,
    ask: async (question: string) => {
      questions.push(question);
      return answer!;
    },
  };
  const used = answer === undefined ? terminal : { ...terminal, ...person };
  const code = await runCommandLine(["schema", ...args, "--url", server.url], used);
  return { code, out: written(), errors: noted(), questions };
}

function staged(status: StagedStatus["status"], diff = "", pendingSummary = ""): Partial<SchemaService> {
  return {
    stagedStatus: (options) => {
      calls.push(["stagedStatus", options]);
      return { ok: true, version: 5, result: { status, diff, pendingSummary } };
    },
  };
}

const nothingChanges: Partial<SchemaService> = {
  diff: () => ({ ok: true, version: 5, result: { diff: "" } }),
};

describe("coppice schema push", () => {
  test("shows what changes, and pushes all files at that version", async () => {
    const ran = await schema(["push", "--dir", directoryOf(FILES)]);
    expect(ran).toMatchObject({ code: 0, out: "* Adding\n", errors: `pushed 2 files to ${server.url}\n` });
    expect(calls).toEqual([
      ["diff", UPLOADED, { override: true, staged: false, format: "semantic", color: false }],
      ["update", UPLOADED, { override: true, staged: false, expectedVersion: 5 }],
    ]);
  });

  test("stages", async () => {
    const { errors } = await schema(["push", "--staged", "--dir", directoryOf(FILES)]);
    expect(errors).toContain("staged on ");
    expect(calls).toEqual([
      ["diff", UPLOADED, { override: true, staged: true, format: "semantic", color: false }],
      ["update", UPLOADED, { override: true, staged: true, expectedVersion: 5 }],
    ]);
  });

  test("asks a person, unless told not to", async () => {
    const directory = directoryOf(FILES);
    const refused = await schema(["push", "--dir", directory], "n");
    expect(refused).toMatchObject({ code: 1, errors: "nothing was changed\n" });
    expect(refused.questions).toEqual([`Push this to ${server.url}? [y/N] `]);
    expect(calls).toHaveLength(1);
    expect((await schema(["push", "--dir", directory], "y")).code).toBe(0);
    expect((await schema(["push", "--dir", directory, "--yes"], "n")).questions).toEqual([]);
  });

  test("tells why the server refuses", async () => {
    overrides = { diff: () => ({ ok: false, status: 400, message: "error: No.\nat main.fsl:1:1" }) };
    const ran = await schema(["push", "--dir", directoryOf(FILES)]);
    expect(ran).toMatchObject({ code: 1, out: "", errors: "error: No.\nat main.fsl:1:1\n" });
    overrides = { update: () => ({ ok: false, status: 409, message: "Stale schema version provided" }) };
    expect((await schema(["push", "--dir", directoryOf(FILES)])).errors).toBe(
      "Stale schema version provided\n",
    );
  });

  test("needs files", async () => {
    const empty = scratch();
    expect(await schema(["push", "--dir", empty])).toMatchObject({
      code: 2,
      errors: `coppice: there are no .fsl files in ${empty}\n`,
    });
    expect((await schema(["push"])).errors).toBe("coppice: there is no directory schema\n");
  });
});

describe("coppice schema pull", () => {
  const file: SchemaService["file"] = (name) => ({
    ok: true,
    version: 5,
    result: { content: `// ${name}\n` },
  });

  test("writes the files", async () => {
    overrides = { file };
    const directory = join(scratch(), "schema");
    const ran = await schema(["pull", "--dir", directory]);
    expect(ran).toMatchObject({ code: 0, out: "add main.fsl\nadd b.fsl\n" });
    expect(calls).toEqual([["files", { staged: true }]]);
    expect(readFileSync(join(directory, "b.fsl"), "utf8")).toBe("// b.fsl\n");
    const again = await schema(["pull", "--active", "--dir", directory]);
    expect(again).toMatchObject({ code: 0, out: "", errors: `${directory} is as the database says\n` });
    expect(calls[1]).toEqual(["files", { staged: false }]);
  });

  test("asks before it overwrites; deletes only when told", async () => {
    overrides = { file };
    const directory = directoryOf({ "main.fsl": "old", "gone.fsl": "old" });
    const refused = await schema(["pull", "--dir", directory], "");
    expect(refused).toMatchObject({ code: 1, out: "overwrite main.fsl\nadd b.fsl\n" });
    expect(readFileSync(join(directory, "main.fsl"), "utf8")).toBe("old");
    expect((await schema(["pull", "--dir", directory], "yes")).code).toBe(0);
    expect(existsSync(join(directory, "gone.fsl"))).toBe(true);
    expect((await schema(["pull", "--delete", "--dir", directory])).out).toBe("delete gone.fsl\n");
    expect(readdirSync(directory).sort()).toEqual(["b.fsl", "main.fsl"]);
  });

  test("writes nowhere else", async () => {
    overrides = {
      file,
      files: () => ({ ok: true, version: 5, result: { files: ["../escaped.fsl"] } }),
    };
    const directory = join(scratch(), "schema");
    expect(await schema(["pull", "--dir", directory])).toMatchObject({ code: 2 });
    expect(existsSync(join(directory, "../escaped.fsl"))).toBe(false);
  });
});

describe("coppice schema diff", () => {
  test("shows differences in the form asked for", async () => {
    const ran = await schema(["diff", "--dir", directoryOf(FILES), "--staged", "--format", "textual"]);
    expect(ran).toMatchObject({ code: 0, out: "* Adding\n" });
    expect(calls).toEqual([
      ["diff", UPLOADED, { override: true, staged: true, format: "textual", color: false }],
    ]);
  });

  test("ends with 1 for differences, if asked", async () => {
    const args = ["diff", "--dir", directoryOf(FILES), "--exit-code"];
    expect((await schema(args)).code).toBe(1);
    overrides = nothingChanges;
    expect(await schema(args)).toMatchObject({ code: 0, out: "no changes\n" });
  });

  test("knows its formats", async () => {
    expect((await schema(["diff", "--format", "poetic"])).code).toBe(2);
  });
});

describe("coppice schema status", () => {
  test("tells what is staged and whether the files differ", async () => {
    overrides = staged("pending", "* Adding", "* Collection Order:\n  ~ index byDate: building\n");
    const directory = directoryOf(FILES);
    const ran = await schema(["status", "--dir", directory, "--exit-code"]);
    expect(ran.out).toBe(
      "a staged schema is being built\n  * Collection Order:\n    ~ index byDate: building\n  * Adding\n" +
        `${directory} differs:\n  * Adding\n`,
    );
    expect(ran.code).toBe(1);
    expect(calls[0]).toEqual(["stagedStatus", { format: "summary", color: false }]);
  });

  test("is content without files", async () => {
    const ran = await schema(["status", "--exit-code", "--dir", join(scratch(), "none")]);
    expect(ran).toMatchObject({ code: 0, out: "nothing is staged\n" });
  });

  test("is content where all is alike", async () => {
    overrides = nothingChanges;
    const directory = directoryOf(FILES);
    const ran = await schema(["status", "--exit-code", "--dir", directory]);
    expect(ran).toMatchObject({ code: 0, out: `nothing is staged\n${directory} has no changes\n` });
  });
});

describe("coppice schema commit and abandon", () => {
  test.each([
    ["commit", "commitStaged", "committed\n"],
    ["abandon", "abandonStaged", "abandoned\n"],
  ] as const)("%s shows what is staged, and ends it", async (action, call, said) => {
    overrides = staged("ready", "* Adding");
    const ran = await schema([action], "y");
    expect(ran).toMatchObject({ code: 0, out: "* Adding\n", errors: said });
    expect(ran.questions).toHaveLength(1);
    expect(calls).toEqual([
      ["stagedStatus", { format: "semantic", color: false }],
      [call, { expectedVersion: 5 }],
    ]);
  });

  test("tell what the server says where nothing is staged", async () => {
    const message = "There is no staged schema to commit";
    overrides = { commitStaged: () => ({ ok: false, status: 400, message }) };
    expect(await schema(["commit"], "n")).toMatchObject({ code: 1, questions: [], errors: `${message}\n` });
  });
});
