import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleLibrary } from "../../scripts/bundleLibrary.mjs";

/** What hosts without Node have, and the engine may use. */
const WHATWG = {
  AbortController,
  AbortSignal,
  Blob,
  clearTimeout,
  console,
  crypto,
  FormData,
  Headers,
  ReadableStream,
  Request,
  Response,
  setTimeout,
  TextDecoder,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
};

/** What a worker of an edge host is made of, with the library as it is published. */
const WORKER = `
  import { open } from "./runtime/index.js";
  const database = open();
  export default { fetch: async (request) => (await database).fetch(request) };
`;

// What edge hosts allow is 1 MB, compressed 300 KB.
const MINIFIED_LIMIT = 980_000;
const COMPRESSED_LIMIT = 299_000;

let code: string;

beforeAll(async () => {
  const library = mkdtempSync(join(tmpdir(), "coppice-bundle-"));
  await bundleLibrary(library);
  // For a browser, so that an import of a Node module fails the build.
  const result = await build({
    stdin: { contents: WORKER, resolveDir: library },
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    globalName: "worker",
    platform: "browser",
    logLevel: "silent",
  });
  code = result.outputFiles[0]!.text;
});

describe("a bundle for hosts without Node", () => {
  it("is small enough for the edge", () => {
    const minified = Buffer.byteLength(code);
    const compressed = gzipSync(code, { level: 9 }).length;
    console.info(`bundle: ${minified} bytes minified, ${compressed} compressed`);
    expect(minified).toBeLessThan(MINIFIED_LIMIT);
    expect(compressed).toBeLessThan(COMPRESSED_LIMIT);
  });

  it("answers requests", async () => {
    const sandbox: Record<string, unknown> = vm.createContext({ ...WHATWG });
    vm.runInContext(`${code}; globalThis.worker = worker.default;`, sandbox);
    const worker = sandbox.worker as { fetch(request: Request): Promise<Response> };
    const ask = (query: string) =>
      worker.fetch(
        new Request("http://localhost/query/1", {
          method: "POST",
          body: JSON.stringify({ query }),
          headers: { authorization: "Bearer secret" },
        }),
      );
    await ask('Collection.create({ name: "Leaf" })');
    const response = await ask("Leaf.create({ n: 1 }).n + 1");
    expect([response.status, await response.json()]).toMatchObject([200, { data: 2 }]);
  });
});
