/** `npm run docs`: writes the reference of the standard library. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REFERENCE, referencePages } from "./referencePages.js";

const pages = referencePages();
mkdirSync(REFERENCE, { recursive: true });
for (const name of readdirSync(REFERENCE)) if (!pages.has(name)) rmSync(join(REFERENCE, name));
for (const [name, text] of pages) writeFileSync(join(REFERENCE, name), text);
