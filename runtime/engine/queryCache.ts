import type { CheckResult } from "../../compiler/index.js";
import type { Block, Diagnostic } from "../../grammar/index.js";
import { parseQuery } from "../../grammar/index.js";
import { BoundedCache } from "../cache/index.js";
import type { LambdaCode, Schema } from "../call/index.js";
import { linkQuery } from "../evaluate/index.js";

export type ParsedQuery = KnownQuery | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** A query that parsed. It remembers what it was linked to and checked as last, which mostly is what is asked next. */
export class KnownQuery {
  readonly ok = true;
  linked: LinkedQuery | undefined = undefined;
  checked: RememberedCheck | undefined = undefined;

  constructor(
    readonly text: string,
    readonly value: Block,
  ) {}
}

interface LinkedQuery {
  readonly schema: Schema;
  readonly parameters: readonly string[];
  readonly code: LambdaCode;
}

/** A check on which the values of the arguments had no influence. */
export interface RememberedCheck {
  readonly schema: Schema;
  readonly profile: string;
  readonly result: CheckResult;
}

/** Parsed and linked queries, least recently used first out, bounded by bytes of text. engine §7 */
export interface QueryCache {
  parsed(text: string): ParsedQuery;
  /** Linked for one schema; `parameters` are the names of the arguments, in order. */
  linked(query: KnownQuery, parameters: readonly string[], schema: Schema): LambdaCode;
}

// A linked query takes some twenty times its text: trees, IR, closures.
const BYTES_PER_CHARACTER = 40;
const OVERHEAD = 1000;

export function createQueryCache(maxBytes: number): QueryCache {
  const bytesOf = (text: string) => OVERHEAD + text.length * BYTES_PER_CHARACTER;
  const parsed = new BoundedCache<ParsedQuery>(maxBytes, bytesOf);
  // A schema is one object for each store branch, database and schema version, so it stands for all three.
  const linked = new WeakMap<Schema, BoundedCache<LambdaCode>>();
  const linkedFor = (schema: Schema) => {
    let cache = linked.get(schema);
    if (cache === undefined) {
      cache = new BoundedCache(maxBytes, bytesOf);
      linked.set(schema, cache);
    }
    return cache;
  };
  return {
    parsed(text) {
      const known = parsed.get(text);
      if (known !== undefined) return known;
      const result = parseQuery(text);
      const query = result.ok ? new KnownQuery(text, result.value) : result;
      parsed.set(text, query);
      return query;
    },
    linked(query, parameters, schema) {
      const { linked, text, value } = query;
      if (linked?.schema === schema && areSame(linked.parameters, parameters)) return linked.code;
      const cache = linkedFor(schema);
      const key = parameters.length === 0 ? text : `${parameters.join(",")}\n${text}`;
      let code = cache.get(key);
      if (code === undefined) {
        code = linkQuery(value, parameters, schema, value.span.source);
        cache.set(key, code);
      }
      query.linked = { schema, parameters, code };
      return code;
    },
  };
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}
