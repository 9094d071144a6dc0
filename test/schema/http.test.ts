import { beforeEach, describe, expect, test } from "vitest";
import { Project } from "./project.js";

let project: Project;

/** Asks the schema API of the project's database; the answer's status and body. */
async function ask(method: string, path: string, body?: string | Readonly<Record<string, string>>) {
  const form = new FormData();
  if (typeof body === "object")
    for (const [name, text] of Object.entries(body)) form.append(name, new Blob([text]), name);
  const request = new Request(`http://host/schema/1${path}`, {
    method,
    body: typeof body === "object" ? form : body,
    headers: { authorization: "Bearer secret" },
  });
  const response = await project.database.fetch(request);
  const { version, ...rest } = (await response.json()) as Record<string, unknown>;
  return { http: response.status, version, ...rest } as Record<string, unknown>;
}

const MAIN = "// Of A.\ncollection A {\n  n: Int\n}\n\nfunction f() {\n  1\n}\n";

beforeEach(async () => {
  project = await Project.open(MAIN);
});

describe("uploads over HTTP (spec/02 §10.1 to §10.3)", () => {
  test("update, files, file", async () => {
    const updated = await ask("POST", "/update", { "a.fsl": "collection A {\n  n: Int\n}\n" });
    expect(updated).toEqual({ http: 200, version: expect.any(Number) });
    expect(await ask("GET", "/files")).toMatchObject({
      version: updated.version,
      files: [{ filename: "a.fsl" }],
    });
    expect(await ask("GET", "/files/a.fsl")).toMatchObject({ content: "collection A {\n  n: Int\n}\n" });
    expect(await ask("GET", "/files/main.fsl")).toMatchObject({
      http: 404,
      error: { message: "Not found" },
    });
  });

  test("diff, validate", async () => {
    for (const path of ["/diff", "/validate"]) {
      expect(await ask("POST", `${path}?format=summary`, { "main.fsl": "function f() { 1 }" })).toMatchObject(
        {
          http: 200,
          diff: "* Removing collection `A` from main.fsl:1:1\n",
        },
      );
    }
    expect(await project.main()).toBe(MAIN);
  });

  test("a stale version is a 409, unless forced", async () => {
    const stale = { http: 409, error: { message: "Stale schema version provided" } };
    expect(await ask("POST", "/update?version=5", { "main.fsl": MAIN })).toMatchObject(stale);
    expect(await ask("POST", "/update?version=5&force=true", { "main.fsl": MAIN })).toMatchObject({
      http: 200,
    });
    expect(await ask("POST", "/staged/commit?version=5")).toMatchObject(stale);
  });

  test("errors have no code", async () => {
    expect(await ask("POST", "/update", { "main.fsl": "2" })).toEqual({
      http: 400,
      version: undefined,
      error: { message: "error: Expected end-of-input\nat main.fsl:1:1\n  |\n1 | 2\n  | ^\n  |" },
    });
  });
});

describe("single items (spec/02 §10.4)", () => {
  const item = {
    http: 200,
    filename: "main.fsl",
    span: { start: 0, end: 34 },
    content: "// Of A.\ncollection A {\n  n: Int\n}",
  };

  test("reading", async () => {
    expect(await ask("GET", "/items/collections/A")).toMatchObject({
      ...item,
      definition: { name: "A", coll: "Collection", fields: { n: { signature: "Int" } }, history_days: 0 },
    });
    expect(await ask("GET", "/items/functions/A")).toMatchObject({ http: 404 });
    expect(await ask("GET", "/items/nothing/A")).toMatchObject({ http: 404 });
  });

  test("adding", async () => {
    const added = await ask("POST", "/items/functions", "function g() { 2 }");
    expect(added).toMatchObject({ http: 200, content: "function g() { 2 }", definition: { name: "g" } });
    expect(await project.main()).toBe(`${MAIN}\n\nfunction g() { 2 }`);
    expect(await ask("POST", "/items/functions", "function g() { 2 }")).toMatchObject({
      http: 400,
      error: { message: expect.stringContaining("Duplicate collection or function `g`") },
    });
  });

  test("replacing", async () => {
    await ask("POST", "/items/functions/f", "function f(x) { x }");
    expect(await project.main()).toBe(MAIN.replace("function f() {\n  1\n}", "function f(x) { x }"));
    expect(await ask("POST", "/items/functions/f", "function f(x) { x }")).toMatchObject({ http: 200 });
    expect(await ask("POST", "/items/functions/nope", "function f(x) { x }")).toMatchObject({ http: 404 });
  });

  test("renaming keeps documents", async () => {
    await project.run("A.create({ id: 1, n: 5 })");
    const renamed = await ask("POST", "/items/collections/A", "collection B {\n  n: Int\n}");
    expect(renamed).toMatchObject({ http: 200, definition: { name: "B" } });
    expect(await project.run("B(1)!.n")).toBe(5);
  });

  test("removing", async () => {
    expect(await ask("DELETE", "/items/collections/A")).toMatchObject(item);
    expect(await project.run("Collection.all().count()")).toBe(0);
    expect(await ask("DELETE", "/items/collections/A")).toMatchObject({ http: 404 });
  });

  test("only looking", async () => {
    expect(await ask("POST", "/items/functions/f?validate=true", "function h() { 1 }")).toMatchObject({
      diff: "* Modifying function `f` at main.fsl:6:1:\n  ~ rename to `h`\n\n",
    });
    expect(await ask("DELETE", "/items/functions/f?validate=true")).toMatchObject({
      diff: "* Removing function `f` from main.fsl:6:1\n\n",
    });
    expect(await project.main()).toBe(MAIN);
  });

  test.each([
    ["/items/functions", " ", "No FSL snippet provided"],
    ["/items/functions", "function a() { 1 }\nfunction b() { 1 }", "Expected a single schema item, got: 2"],
    ["/items/collections", "function a() { 1 }", "Wrong FSL snippet. Expected a collection"],
    ["/items/functions", "role a {}", "Wrong FSL snippet. Expected a function"],
    ["/items/roles", "collection a {}", "Wrong FSL snippet. Expected a role"],
    ["/items/access_providers", "collection a {}", "Wrong FSL snippet. Expected an access provider"],
    ["/items/functions", "function a( { 1 }", "error: Expected `)`, `...`, or identifier\nat *fsl*:1:13"],
    ["/items/functions", "function a() { b }", "error: Unbound variable `b`\nat main.fsl:11:16"],
  ])("%s %s: %s", async (path, text, message) => {
    expect(await ask("POST", path, text)).toMatchObject({
      http: 400,
      error: {
        message: expect.stringMatching(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`)),
      },
    });
  });
});

describe("the staged schema over HTTP (spec/02 §10.5)", () => {
  test("status, commit, abandon", async () => {
    expect(await ask("GET", "/status")).toEqual({ http: 200, version: expect.any(Number), status: "none" });
    await ask("POST", "/update?staged=true", { "main.fsl": "collection A {\n  n: Int\n}\n" });
    expect(await ask("GET", "/staged/status?format=summary")).toMatchObject({
      status: "ready",
      pending_summary: "",
      diff: "* Removing function `f` from main.fsl:6:1\n",
    });
    expect(await ask("POST", "/abandon")).toMatchObject({ http: 200 });
    expect(await ask("POST", "/abandon")).toMatchObject({
      http: 400,
      error: { message: "There is no staged schema to abandon" },
    });
    await ask("POST", "/update?staged=true", { "main.fsl": "" });
    expect(await ask("POST", "/staged/commit")).toMatchObject({ http: 200 });
    expect(await project.run("Collection.all().count()")).toBe(0);
  });
});
