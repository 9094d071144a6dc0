import { LRUCache } from "lru-cache";
import type { Block, Diagnostic } from "../../grammar/index.js";
import { parseQuery } from "../../grammar/index.js";
import type { LambdaCode, Schema } from "../call/index.js";
import { linkQuery } from "../evaluate/index.js";

export type ParsedQuery =
  | { readonly ok: true; readonly value: Block }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Parsed and linked queries, least recently used first out, bounded by bytes of text. engine §7 */
export interface QueryCache {
  parsed(text: string): ParsedQuery;
  /** Linked for one schema; `parameters` are the names of the arguments, in order. */
  linked(query: Block, text: string, parameters: readonly string[], schema: Schema): LambdaCode;
}

// A linked query takes some twenty times its text: trees, IR, closures.
const BYTES_PER_CHARACTER = 40;
const OVERHEAD = 1000;

export function createQueryCache(maxBytes: number): QueryCache {
  const parsed = new LRUCache<string, ParsedQuery>({
    maxSize: maxBytes,
    sizeCalculation: (_value, text) => OVERHEAD + text.length * BYTES_PER_CHARACTER,
  });
  // A schema is one object for each store branch, database and schema version, so it stands for all three.
  const linked = new WeakMap<Schema, LRUCache<string, LambdaCode>>();
  const linkedFor = (schema: Schema) => {
    let cache = linked.get(schema);
    if (cache === undefined) {
      cache = new LRUCache({
        maxSize: maxBytes,
        sizeCalculation: (_value, key) => OVERHEAD + key.length * BYTES_PER_CHARACTER,
      });
      linked.set(schema, cache);
    }
    return cache;
  };
  return {
    parsed(text) {
      const known = parsed.get(text);
      if (known !== undefined) return known;
      const result = parseQuery(text);
      parsed.set(text, result);
      return result;
    },
    linked(query, text, parameters, schema) {
      const cache = linkedFor(schema);
      const key = parameters.length === 0 ? text : `${parameters.join(",")}\n${text}`;
      const known = cache.get(key);
      if (known !== undefined) return known;
      const code = linkQuery(query, parameters, schema, query.span.source);
      cache.set(key, code);
      return code;
    },
  };
}
