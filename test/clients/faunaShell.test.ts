import { Client, fql, NodeHTTP2Client } from "fauna";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp, type RunningServer, serve } from "../../runtime/server/node/index.js";
import { openEngine } from "./openEngine.js";

/**
 * What fauna-shell 4.0.0 sends, recorded from `fauna … --local --url …`: the shell itself weighs 200 MB, too much for a
 * dependency. Its queries go through the driver, the rest through fetch.
 */
const FIRST = `collection Shelf {
  label: String
  row: Int?
  index byRow {
    terms [.row]
    values [.label]
  }
}
function double(x: Int): Number {
  x * 2
}
`;
const SECOND = FIRST.replace("x * 2", "x * 3");

let server: RunningServer;
let client: Client;

beforeAll(async () => {
  server = await serve(createApp(await openEngine()), { port: 0, host: "127.0.0.1", graceMs: 100 });
  const options = { http2_session_idle_ms: 500, http2_max_streams: 100, fetch_keepalive: false };
  client = new Client(
    { secret: "secret", endpoint: new URL(server.url) },
    NodeHTTP2Client.getClient({ ...options, url: server.url }),
  );
});

afterAll(async () => {
  client.close();
  await server.close();
});

const BOUNDARY = "----formdata-undici-055383265979";

/** A request of the shell's `schema` commands; `content`: that of `main.fsl`. */
async function send(
  method: "GET" | "POST",
  path: string,
  content?: string,
): Promise<Record<string, unknown>> {
  const headers: Record<string, string> = { authorization: "Bearer secret" };
  let body: string | undefined;
  if (content !== undefined) {
    headers["content-type"] = `multipart/form-data; boundary=${BOUNDARY}`;
    body = [
      `--${BOUNDARY}`,
      'Content-Disposition: form-data; name="main.fsl"; filename="blob"',
      "Content-Type: application/octet-stream",
      "",
      content,
      `--${BOUNDARY}--`,
      "",
    ].join("\r\n");
  }
  const response = await fetch(`${server.url}/schema/1/${path}`, { method, headers, body });
  return { http: response.status, ...((await response.json()) as object) };
}

const version = expect.any(Number);
const DONE = { http: 200, version };

describe("fauna-shell", () => {
  it("waits until the server is there", async () => {
    expect((await fetch(`${server.url}/ping`)).status).toBe(200);
    expect((await client.query(fql`1+1`, { format: "decorated", typecheck: false })).data).toBe("2");
  });

  it("pushes, stages, compares, commits and pulls a schema", async () => {
    // schema push --active
    expect(await send("POST", "update?force=true&staged=false", FIRST)).toEqual(DONE);
    // schema status
    const status = await send("GET", "staged/status?format=summary");
    expect(status).toEqual({ ...DONE, status: "none", diff: "", pending_summary: "" });
    const local = `version=${status.version}`;
    expect(await send("POST", `diff?format=summary&staged=true&${local}`, SECOND)).toEqual({
      ...DONE,
      diff: "* Modifying function `double` at main.fsl:9:1\n",
    });
    // schema diff, schema diff --text
    expect(await send("POST", `diff?diff=semantic&staged=true&${local}`, SECOND)).toEqual({
      ...DONE,
      diff: "* Modifying function `double` at main.fsl:9:1:\n  ~ change body\n\n",
    });
    expect(await send("POST", `diff?color=ansi&diff=textual&staged=true&${local}`, SECOND)).toEqual({
      ...DONE,
      diff: expect.stringMatching(/\u001b\[[0-9;]*m[+] {3}x \* 3/),
    });
    // schema push, schema status, schema commit
    expect(await send("POST", "update?force=true&staged=true", SECOND)).toEqual(DONE);
    expect(await send("GET", "staged/status?format=summary")).toEqual({
      ...DONE,
      status: "ready",
      diff: "* Modifying function `double` at main.fsl:9:1\n",
      pending_summary: "",
    });
    expect((await client.query(fql`double(21)`)).data).toBe(42);
    expect(await send("POST", "staged/commit?force=true")).toEqual(DONE);
    expect((await client.query(fql`double(21)`)).data).toBe(63);
    // schema push, schema abandon
    expect(await send("POST", "update?force=true&staged=true", FIRST)).toEqual(DONE);
    expect(await send("POST", "staged/abandon?force=true")).toEqual(DONE);
    // schema pull
    const last = await send("GET", "staged/status");
    expect(last).toEqual({ ...DONE, status: "none" });
    const pulled = `staged=true&version=${last.version}`;
    expect(await send("GET", `files?${pulled}`)).toEqual({ ...DONE, files: [{ filename: "main.fsl" }] });
    expect(await send("GET", `files/main.fsl?${pulled}`)).toEqual({ ...DONE, content: SECOND });
  });

  it("is told what is wrong with a schema", async () => {
    expect(await send("POST", "update?force=true&staged=true", "collection {}")).toEqual({
      http: 400,
      error: { message: expect.stringMatching(/^error: Missing required name\nat main\.fsl:1:1\n/) },
    });
  });

  it("lists, creates and deletes databases", async () => {
    const list = () => client.query(fql`Database.all().paginate(1000).data { name }`);
    const create = { name: "child", protected: null, typechecked: null, priority: null };
    expect((await list()).data).toEqual([]);
    await client.query(fql`Database.create(${create})`);
    expect((await list()).data).toEqual([{ name: "child" }]);
    await client.query(fql`Database.byName(${"child"}).delete()`);
    expect((await list()).data).toEqual([]);
  });
});
