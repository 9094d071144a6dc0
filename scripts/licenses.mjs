import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGES = fileURLToPath(new URL("../node_modules", import.meta.url));
const NAMES = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "license.md", "LICENSE_apache.txt"];

/** Writes the licences of the packages that esbuild took into a bundle. */
export function writeLicenses(path, metafile) {
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap(
      (input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input)?.[1] ?? [],
    ),
  );
  const texts = [...packages].sort().map((name) => `${name}\n\n${licenseOf(join(PACKAGES, name))}`);
  writeFileSync(path, texts.join(`\n${"-".repeat(80)}\n\n`));
}

function licenseOf(directory) {
  for (const name of NAMES) {
    try {
      return readFileSync(join(directory, name), "utf8");
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  return `Licensed under ${JSON.parse(readFileSync(join(directory, "package.json"), "utf8")).license}\n`;
}
