import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";

export interface RunningPages {
  readonly url: string;
  close(): Promise<void>;
}

// Scripts run from the root of the project, wherever their compiled form lies.
const FOLDER = "examples/browser";
const PAGES = ["remote", "embedded"];

/** Bundles the pages and serves them; 0 takes any free port. */
export async function servePages(port: number): Promise<RunningPages> {
  const files = await bundlePages();
  const server = createServer(({ url = "/" }, response) => {
    const path = url.split("?")[0]!;
    const content = files.get(path);
    if (content === undefined) return response.writeHead(404).end();
    return response
      .writeHead(200, { "content-type": path.endsWith(".html") ? "text/html" : "text/javascript" })
      .end(content);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** For a browser: a module of Node in it fails the build. */
async function bundlePages(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: PAGES.map((page) => `${FOLDER}/${page}.ts`),
    outdir: "/",
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    logLevel: "warning",
  });
  const scripts = outputFiles.map(({ path, contents }) => [path, contents] as const);
  const pages = PAGES.map((page) => [`/${page}.html`, readFileSync(`${FOLDER}/${page}.html`)] as const);
  return new Map([...pages, ...scripts]);
}
