import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check, parseSchemaFiles, schemaEnvironment } from "../../../compiler/index.js";
import { parseQuery } from "../../../grammar/index.js";
import { library } from "../../../runtime/index.js";
import { parseCaseFile } from "../../runner/caseFile.js";

const CASES = join(import.meta.dirname, "..", "..", "cases");

/** Records of different fields print as what they share, which does not admit the others. spec/03 §7.1 */
const SHARED_FIELDS = /\{\}|^\{ a: 1 \| 3 \}$|^\{ a: Int, \.\.\. \} & /;
/** Types that no annotation can name: generics, and what is only ever printed. */
const UNSPEAKABLE = /\b[A-Z]\b|Never|=>|UserFunction|Module/;

/** Ways of asking for a value of the printed type, alone and among others. */
const USES: readonly ((type: string, query: string) => string)[] = [
  (type, query) => `let annotated: ${type} = {\n${query}\n}\nannotated`,
  (type, query) => `let annotated: (${type}) | Null = {\n${query}\n}\nannotated`,
  (type, query) => `let f: ((${type}) | UUID) => Int = x => 1\nf({\n${query}\n})`,
];

test("a query has the type that is printed for it, wherever that is asked for", () => {
  const refused: string[] = [];
  let asked = 0;
  for (const name of readdirSync(CASES, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".case")) continue;
    const file = parseCaseFile(readFileSync(join(CASES, name), "utf8"));
    const schema = parseSchemaFiles(new Map([["main.fsl", file.schema ?? ""]]));
    if (!schema.ok) throw new Error(`the schema of ${name} does not parse`);
    const environment = schemaEnvironment(schema.items, library);
    const resultOf = (text: string) => {
      const parsed = parseQuery(text);
      return parsed.ok ? check(parsed.value, environment) : undefined;
    };
    for (const { query } of file.cases) {
      const result = resultOf(query);
      if (!result?.ok || UNSPEAKABLE.test(result.display) || SHARED_FIELDS.test(result.display)) continue;
      for (const use of USES) {
        const text = use(result.display, query);
        const asAsked = resultOf(text);
        if (asAsked === undefined) continue;
        asked++;
        if (!asAsked.ok) refused.push(`${name}\n${text}\n${asAsked.errors[0]!.message}`);
      }
    }
  }
  expect(refused).toEqual([]);
  expect(asked).toBeGreaterThan(3000);
});
