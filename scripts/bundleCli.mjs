// Bundles the commands, dependencies included: read file by file they would take half a second to start.
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { leanChevrotain } from "./chevrotain/lean.mjs";
import { writeLicenses } from "./licenses.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Writes the program to a directory: `main.js`, the threads it starts, and what they share. */
export async function bundleCli(directory) {
  rmSync(directory, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      main: "cli/main.ts",
      engineThread: "cli/target/engineThread.ts",
      serverThread: "cli/server/serverThread.ts",
    },
    outdir: directory,
    bundle: true,
    splitting: true,
    plugins: [leanChevrotain],
    format: "esm",
    platform: "node",
    target: "node20.19",
    // Ink's developer tools are loaded on demand only; LMDB is native code, which whoever wants it installs.
    external: ["react-devtools-core", "lmdb"],
    define: { "process.env.NODE_ENV": '"production"' },
    // Dependencies in CommonJS ask for modules of Node.
    banner: {
      js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
    },
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  chmodSync(join(directory, "main.js"), 0o755);
  writeLicenses(join(directory, "LICENSES.txt"), metafile);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const directory = join(root, "dist", "cli");
  mkdirSync(directory, { recursive: true });
  await bundleCli(directory);
}
