import type { Collection } from "../call/index.js";
import { OPEN_LAYOUT } from "../documents/index.js";
import { NATIVE, type NativeCollectionName } from "../values/index.js";
import { OWNER_ENTRIES } from "./ownerEntries.js";

/** Documents of these go by name instead of id. spec/06 §1.1 */
const NAMED: ReadonlySet<NativeCollectionName> = new Set([
  "Collection",
  "Function",
  "Role",
  "AccessProvider",
  "Database",
]);

/** The collections of definitions, keys, tokens and credentials, which every database has. */
export const NATIVE_COLLECTIONS: ReadonlyMap<number, Collection> = new Map(
  (Object.entries(NATIVE) as [NativeCollectionName, number][]).map(([name, id]) => [
    id,
    {
      id,
      name,
      definition: undefined,
      named: NAMED.has(name),
      fields: [],
      wildcard: true,
      layout: OPEN_LAYOUT,
      migrate: undefined,
      computedFields: new Map(),
      checks: [],
      entries: name === "Token" || name === "Credential" ? [OWNER_ENTRIES[name]] : [],
      staged: undefined,
    },
  ]),
);
