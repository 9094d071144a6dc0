import { describe, expect, it } from "vitest";
import { createApp } from "../../runtime/server/createApp.js";
import { fakeDatabase, recordingSchema } from "./fakeDatabase.js";

const ADMIN = "secret";

async function ask(method: string, path: string, secret: string | undefined = ADMIN, body?: BodyInit) {
  const calls: unknown[] = [];
  const app = createApp(fakeDatabase({ schemaService: () => recordingSchema(calls) }));
  const headers: Record<string, string> = secret === undefined ? {} : { authorization: `Bearer ${secret}` };
  const response = await app.fetch(
    new Request(`http://localhost/schema/1${path}`, { method, body, headers }),
  );
  return { status: response.status, body: await response.json(), calls, headers: response.headers };
}

function form(files: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, text] of Object.entries(files)) data.append(name, new Blob([text]));
  return data;
}

const UNCHECKED = { expectedVersion: undefined };

describe("schema endpoints", () => {
  it.each([
    ["no secret", "GET", "/files", "", 401, "Access token required"],
    ["client", "GET", "/files", "secret:client", 403, "Access denied"],
    ["role", "GET", "/nowhere", "secret:@role/r", 403, "Access denied"],
    ["read-only writes", "POST", "/update", "secret:server-readonly", 403, "Access denied"],
    ["server writes", "POST", "/staged/commit", "secret:server", 403, "Access denied"],
    ["server deletes", "DELETE", "/items/roles/r", "secret:server", 403, "Access denied"],
    ["unknown path", "GET", "/nowhere", ADMIN, 404, "Not found"],
    ["unknown kind", "GET", "/items/indexes/x", ADMIN, 404, "Not found"],
    ["unknown file", "GET", "/files/b.fsl", ADMIN, 404, "Not found"],
    ["method", "GET", "/update", ADMIN, 405, "Method not allowed"],
    ["method", "DELETE", "/files", ADMIN, 405, "Method not allowed"],
    ["blank item", "POST", "/items/roles", ADMIN, 400, "No FSL snippet provided"],
  ])("%s: %s %s", async (_name, method, path, secret, status, message) => {
    const answer = await ask(method, path, secret);
    expect([answer.status, answer.body]).toEqual([status, { error: { message } }]);
    expect(answer.headers.get("www-authenticate")).toBe(status === 401 ? "Bearer" : null);
  });

  it.each<[string, string, object, unknown[]]>([
    [
      "GET",
      "/files?staged=true",
      { version: 5, files: [{ filename: "main.fsl" }, { filename: "b.fsl" }] },
      ["files", { staged: true }],
    ],
    ["POST", "/update", { version: 5 }, ["update", [], { override: true, staged: false, ...UNCHECKED }]],
    [
      "POST",
      "/update?version=12&override=false&staged=true",
      { version: 5 },
      ["update", [], { override: false, staged: true, expectedVersion: 12 }],
    ],
    [
      "POST",
      "/update?version=12&force=true",
      { version: 5 },
      ["update", [], { override: true, staged: false, ...UNCHECKED }],
    ],
    [
      "POST",
      "/update?version=new",
      { version: 5 },
      ["update", [], { override: true, staged: false, ...UNCHECKED }],
    ],
    [
      "POST",
      "/diff",
      { version: 5, diff: "* Adding" },
      ["diff", [], { override: true, staged: false, format: "semantic", color: false }],
    ],
    [
      "POST",
      "/validate?format=textual&diff=summary&color=ansi",
      { version: 5, diff: "* Adding" },
      ["diff", [], { override: true, staged: false, format: "textual", color: true }],
    ],
    ["GET", "/status", { version: 5, status: "none" }, ["stagedStatus", {}]],
    [
      "GET",
      "/staged/status?diff=true",
      { version: 5, status: "none" },
      ["stagedStatus", { format: "semantic", color: false }],
    ],
    ["POST", "/commit?version=5", { version: 5 }, ["commitStaged", { expectedVersion: 5 }]],
    ["POST", "/staged/abandon", { version: 5 }, ["abandonStaged", UNCHECKED]],
    [
      "GET",
      "/items/roles/r",
      {
        version: 5,
        filename: "main.fsl",
        span: { start: 0, end: 3 },
        content: "abc",
        definition: { name: "A" },
      },
      ["item", "roles", "r"],
    ],
    [
      "DELETE",
      "/items/access_providers/a%20b?validate=true",
      { version: 5, diff: "* Adding" },
      ["diffItem", "access_providers", "a b", undefined, { format: "semantic", color: false }],
    ],
  ])("%s %s", async (method, path, body, call) => {
    const answer = await ask(method, path);
    expect([answer.status, answer.body]).toEqual([200, body]);
    expect(answer.calls).toEqual([call]);
  });

  it("reads one file", async () => {
    expect((await ask("GET", "/files/main.fsl")).body).toEqual({ version: 5, content: "role r {}" });
  });

  it("takes files from a form, named by their parts", async () => {
    const answer = await ask("POST", "/update", ADMIN, form({ "main.fsl": "role é {}", "b.fsl": "" }));
    expect(answer.calls).toEqual([
      [
        "update",
        [
          { filename: "main.fsl", content: "role é {}" },
          { filename: "b.fsl", content: "" },
        ],
        { override: true, staged: false, ...UNCHECKED },
      ],
    ]);
  });

  it.each([
    ["multipart/form-data", "Request is not a valid multipart request"],
    ["multipart/form-data; boundary=x", "Invalid request"],
  ])("refuses a broken form: %s", async (type, message) => {
    const answer = await ask("POST", "/update", ADMIN, new Blob(["nonsense"], { type }));
    expect([answer.status, answer.body]).toEqual([400, { error: { message } }]);
  });

  it("writes an item, under its name or a new one", async () => {
    const created = await ask("POST", "/items/roles", ADMIN, "role r {}");
    expect(created.calls).toEqual([["writeItem", "roles", undefined, "role r {}", UNCHECKED]]);
    const replaced = await ask("POST", "/items/roles/r?version=5", ADMIN, "role s {}");
    expect(replaced.calls).toEqual([["writeItem", "roles", "r", "role s {}", { expectedVersion: 5 }]]);
  });

  it("lets readers ask what a write would change", async () => {
    const answer = await ask("POST", "/items/roles?validate=true", "secret:server-readonly", "role r {}");
    expect([answer.status, answer.body]).toEqual([200, { version: 5, diff: "* Adding" }]);
  });
});
