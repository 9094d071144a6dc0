import { catalogOf, describeEnvironment, typeEnvironment } from "../../compiler/index.js";
import { library } from "../../runtime/stdlib/library.js";

/** Names that all types have: left out. */
const COMPARISONS = new Set(["==", "!=", "<", ">", "<=", ">="]);

/** All globals and types of an empty database with their members, as the checker displays them. spec/03b §3 */
export function librarySignatures(): string {
  const catalog = catalogOf({
    version: 1,
    typechecked: true,
    protected: false,
    collections: [],
    functions: [],
    roles: [],
    accessProviders: [],
  });
  const { globals, types } = describeEnvironment(typeEnvironment(catalog, library));
  const parts = [...globals].map(([name, type]) => `${name}: ${type}\n`);
  for (const type of types.values()) {
    const { alias, apply, access } = type;
    parts.push(`\n${type.self}${alias === undefined ? "" : ` = ${alias}`}\n`);
    if (apply !== undefined) parts.push(`  (…): ${apply}\n`);
    if (access !== undefined) parts.push(`  […]: ${access}\n`);
    for (const [name, signature] of type.fields) parts.push(`  .${name}: ${signature}\n`);
    for (const [symbol, signature] of type.operators) {
      if (!COMPARISONS.has(symbol)) parts.push(`  ${symbol}: ${signature}\n`);
    }
  }
  return parts.join("");
}
