import { readFileSync } from "node:fs";
import { FqlError, open } from "../../runtime/index.js";
import { queries } from "./queries.js";

/** `npm run demo`: opens a database, pushes the shop's schema, loads its data, and runs telling queries. */
const here = (name: string) => readFileSync(`examples/shop/${name}`, "utf8");

const started = performance.now();
const db = await open();
await db.schema.push({ "main.fsl": here("schema/main.fsl") });
await db.query(here("data.fql"));
console.log(`Opened a database, pushed the shop's schema, loaded its data: ${since(started)}\n`);

let unexpected = 0;
for (const [i, { title, text, arguments: args, fails }] of queries.entries()) {
  console.log(`${i + 1}. ${title}\n`);
  console.log(indented(text, "   │ "));
  const begun = performance.now();
  try {
    const { data } = await db.query(text, { arguments: args });
    console.log(`\n${indented(JSON.stringify(data, null, 2), "   ")}`);
    if (fails) unexpected += 1;
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    console.log(`\n${indented(error.summary, "   ")}`);
    if (!fails) unexpected += 1;
  }
  console.log(`   ${since(begun)}\n`);
}
await db.close();
if (unexpected > 0) {
  console.error(`${unexpected} queries did not do what they should`);
  process.exitCode = 1;
}

function since(begun: number): string {
  return `${(performance.now() - begun).toFixed(1)} ms`;
}

function indented(text: string, by: string): string {
  return text
    .split("\n")
    .map((line) => by + line)
    .join("\n");
}
