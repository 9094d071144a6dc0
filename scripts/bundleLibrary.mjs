// Bundles the library, dependencies included: read one by one its modules take ten times as long to import.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { leanChevrotain } from "./chevrotain/lean.mjs";
import { writeLicenses } from "./licenses.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What `exports` of package.json names. */
const ENTRIES = [
  "runtime/index",
  "runtime/server/node/index",
  "runtime/storage/index",
  "runtime/storage/lmdb/index",
  "compiler/index",
  "grammar/index",
];

/** Writes the library to a directory; what the entries share is in chunks, so that there is one copy of it. */
export async function bundleLibrary(directory) {
  const chunks = join(directory, "chunks");
  // Their names are hashes: those of earlier builds would pile up.
  rmSync(chunks, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES.map((name) => ({ in: `${name}.ts`, out: name })),
    outdir: directory,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    plugins: [leanChevrotain],
    format: "esm",
    // So that no dependency brings modules of Node; the server names those that it needs.
    platform: "browser",
    // LMDB is native code, which whoever wants it installs.
    external: ["node:*", "lmdb"],
    target: "es2022",
    metafile: true,
    logLevel: "warning",
  });
  writeLicenses(join(chunks, "LICENSES.txt"), metafile);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleLibrary(join(root, "dist"));
