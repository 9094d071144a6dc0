import { readFileSync } from "node:fs";
import type * as Coppice from "../runtime/index.js";

/** One start of a program that embeds the library: prints the milliseconds of CPU that each step took, as JSON. */
const [library, course] = process.argv.slice(2) as [path: string, course: "answer" | "compile" | "query"];

const times: Record<string, number> = {};
let last = 0;

function passed(step: string): void {
  const { user, system } = process.cpuUsage();
  const now = (user + system) / 1000;
  times[step] = now - last;
  last = now;
}

const shop = (name: string) => readFileSync(`examples/shop/${name}`, "utf8");
const orders = (field: string) =>
  `Customer.byEmail(email).first()! {
    ${field},
    orders { status, items { quantity, product { name, price, category { name } } } }
  }`;
const email = "alice@example.com";

passed("Node itself");
const { open } = (await import(library)) as typeof Coppice;
passed("import");
const db = await open();
passed("open");
if (course === "answer") {
  await db.query("1 + 1");
  passed("first answer");
} else {
  await db.schema.push({ "main.fsl": shop("schema/main.fsl") });
  passed("push of a schema");
  await db.query(shop("data.fql"));
  passed("its data");
}
if (course === "compile") {
  const prepared = db.prepare(`(email) => ${orders("name")}`);
  passed("prepare");
  prepared.run(email);
  passed("first run");
} else if (course === "query") {
  for (const field of ["name", "address"]) {
    await db.query(orders(field), { arguments: { email } });
    passed(`join by ${field}`);
  }
}
console.log(JSON.stringify(times));
