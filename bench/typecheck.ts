import { readdirSync, readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import {
  argumentType,
  check,
  checkSchema,
  parseSchemaFiles,
  schemaEnvironment,
  type Type,
} from "../compiler/index.js";
import { queries } from "../examples/shop/queries.js";
import { parseQuery, type SchemaItem } from "../grammar/index.js";
import { library } from "../runtime/stdlib/library.js";
import { measure, time } from "./measure.js";
import { DASHBOARD, functionSet, GRAPHQL_DASHBOARD, GRAPHQL_JOIN, GRAPHQL_SCHEMA } from "./typecheckTexts.js";

/** `npm run bench:typecheck`: parsing and typing, against `parse` and `validate` of graphql-js in the same run. */

/** Long enough for the code to be compiled in full before most of the samples. */
const MILLISECONDS = 4000;

const SHOP = new URL("../../examples/shop/schema/", import.meta.url);
const files = new Map(readdirSync(SHOP).map((name) => [name, readFileSync(new URL(name, SHOP), "utf8")]));
const shop = itemsOf(files);
const environment = schemaEnvironment(shop, library);
const args: ReadonlyMap<string, Type> = new Map([["email", argumentType({ kind: "named", name: "String" })]]);

function itemsOf(texts: ReadonlyMap<string, string>): readonly SchemaItem[] {
  const parsed = parseSchemaFiles(texts);
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]!.message);
  return parsed.items;
}

function typed(text: string): string {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]!.message);
  const checked = check(parsed.value, environment, { args });
  if (!checked.ok) throw new Error(checked.errors[0]!.message);
  return checked.display;
}

const schema = buildSchema(GRAPHQL_SCHEMA);

function validated(text: string): unknown {
  const document = parse(text);
  const errors = validate(schema, document);
  if (errors.length > 0) throw new Error(errors[0]!.message);
  return document;
}

const join = queries.find((query) => query.text.includes("category { name }"))!.text;
const largest = queries
  .filter((query) => query.fails !== true)
  .reduce((a, b) => (a.text.length > b.text.length ? a : b)).text;
const functions = functionSet();
const withFunctions = new Map([...files, ["functions.fsl", functions]]);

function schemaChecked(): unknown {
  const result = checkSchema(itemsOf(withFunctions), library, { typechecked: true });
  if (!result.ok) throw new Error(result.errors[0]!.message);
  return result;
}

const rows: readonly (readonly [
  name: string,
  lines: number,
  coppice: () => unknown,
  graphql?: () => unknown,
])[] = [
  ["the demo's join", lines(join), () => typed(join), () => validated(GRAPHQL_JOIN)],
  ["the demo's largest query", lines(largest), () => typed(largest)],
  ["a dashboard", lines(DASHBOARD), () => typed(DASHBOARD), () => validated(GRAPHQL_DASHBOARD)],
  ["a set of functions, with the shop", lines(functions), schemaChecked],
];

function lines(text: string): number {
  return text.split("\n").length;
}

console.log(
  `\n${"parse and type, warm".padEnd(36)}${"lines".padStart(6)}${"Coppice".padStart(12)}${"graphql-js".padStart(12)}`,
);
for (const [name, count, coppice, peer] of rows) {
  const ours = time(measure(coppice, MILLISECONDS));
  const theirs = peer === undefined ? "" : time(measure(peer, MILLISECONDS));
  console.log(`${name.padEnd(36)}${String(count).padStart(6)}${ours.padStart(12)}${theirs.padStart(12)}`);
}
