import type { CollectionItem } from "../../grammar/index.js";
import type { Dialect } from "./dialect.js";

// Marked as pure, so that bundles that write no types leave the lists out.

/** Words that no TypeScript type or parameter can be called, and FQL's collections and parameters can. */
export const RESERVED: ReadonlySet<string> = /* @__PURE__ */ new Set(
  /* @__PURE__ */ (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof var void while with yield"
  ).split(" "),
);

/** Types that TypeScript has before any is declared. */
const PREDEFINED = /* @__PURE__ */ (
  "any bigint boolean intrinsic never null number object string symbol undefined unknown void " +
  // Those that declarations mention.
  "Record Uint8Array ReturnType Functions"
).split(" ");

/** The TypeScript names of collections, by their names and aliases: the same wherever they are not taken. */
export function collectionNames(
  collections: readonly CollectionItem[],
  { imports, own }: Dialect,
): ReadonlyMap<string, string> {
  const written = collections.flatMap(({ name, alias }) =>
    alias === undefined ? [name.text] : [name.text, alias.value.text],
  );
  const taken = new Set([...RESERVED, ...PREDEFINED, ...imports, ...own.keys()]);
  const names = new Map(written.filter((name) => !taken.has(name)).map((name) => [name, name]));
  for (const name of names.keys()) taken.add(name);
  for (const name of written) {
    if (names.has(name)) continue;
    let free = `${name}Document`;
    while (taken.has(free)) free += "_";
    taken.add(free);
    names.set(name, free);
  }
  return names;
}
