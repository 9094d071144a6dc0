import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  check,
  type Ir,
  Origins,
  parseSchemaFiles,
  resolveQuery,
  schemaEnvironment,
  type TypeEnvironment,
} from "../../../compiler/index.js";
import { codeOf, partsOf } from "../../../compiler/ir/parts.js";
import { parseQuery } from "../../../grammar/index.js";
import { library } from "../../../runtime/stdlib/library.js";
import { parseCaseFile } from "../../runner/caseFile.js";

const CASES = join(import.meta.dirname, "../../cases");
const names = readdirSync(CASES, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".case"),
);

interface Nodes {
  readonly typed: number;
  readonly untyped: readonly string[];
}

function environmentOf(schema: string): TypeEnvironment {
  const files = parseSchemaFiles(new Map([["main.fsl", schema]]));
  if (!files.ok) throw new Error(schema);
  return schemaEnvironment(files.items, library);
}

/** The nodes of a query that have no type, and how many have one; nothing of queries that do not check. */
function nodesOf(query: string, environment: TypeEnvironment): Nodes {
  const parsed = parseQuery(query);
  if (!parsed.ok) return { typed: 0, untyped: [] };
  const checked = check(parsed.value, environment);
  if (!checked.ok) return { typed: 0, untyped: [] };
  const origins = new Origins();
  const untyped: string[] = [];
  let typed = 0;
  const visit = (node: Ir): void => {
    if (origins.typeOf(node, checked) === undefined) {
      untyped.push(`${node.kind} ${query.slice(node.span.start, node.span.end)} in ${query}`);
    } else typed++;
    // The checker looks at no operand of `isa`. spec/03 §5
    if (node.kind === "isa") return;
    partsOf(node).forEach(visit);
    const code = codeOf(node);
    if (code !== undefined) visit(code.body);
  };
  visit(resolveQuery(parsed.value, [], origins).body);
  return { typed, untyped };
}

describe("every node of the IR of a checked query", () => {
  test("has a type", () => {
    let typed = 0;
    for (const name of names) {
      const { schema = "", cases } = parseCaseFile(readFileSync(join(CASES, name), "utf8"));
      const environment = environmentOf(schema);
      for (const { query } of cases) {
        const nodes = nodesOf(query, environment);
        typed += nodes.typed;
        expect(nodes.untyped, name).toEqual([]);
      }
    }
    expect(typed).toBeGreaterThan(10_000);
  }, 60_000);
});
