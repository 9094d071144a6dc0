// Bundles the library's own files, dependencies left out: read one by one its modules take twice as long to import.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What `exports` of package.json names. */
const ENTRIES = [
  "runtime/index",
  "runtime/server/node/index",
  "runtime/storage/index",
  "compiler/index",
  "grammar/index",
];

/** Writes the library to a directory; what the entries share is in chunks, so that there is one copy of it. */
export async function bundleLibrary(directory) {
  // Their names are hashes: those of earlier builds would pile up.
  rmSync(join(directory, "chunks"), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ENTRIES.map((name) => ({ in: `${name}.ts`, out: name })),
    outdir: directory,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "neutral",
    target: "es2022",
    logLevel: "warning",
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleLibrary(join(root, "dist"));
