/**
 * Writes the tables by which the parsers run. After a change of a grammar:
 * `tsc -p tsconfig.extras.json && node dist/scripts/generateLookahead.js && biome check --write grammar`.
 */
import { writeFileSync } from "node:fs";
import { lookaheadModules } from "./lookahead.js";

for (const [path, text] of lookaheadModules()) writeFileSync(path, text);
