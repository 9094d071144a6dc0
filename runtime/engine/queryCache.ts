import type { Block, Diagnostic } from "../../grammar/index.js";
import { parseQuery } from "../../grammar/index.js";
import { BoundedCache } from "../cache/index.js";
import type { Schema } from "../call/index.js";
import type { AnswerForm, QueryCode } from "./answerForm.js";
import { lastFirst } from "./lastFirst.js";

export type ParsedQuery = KnownQuery | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * A query that parsed. What it was linked to and checked as is found by the object itself, without its text; it holds
 * neither, or queries would keep all the schemas under which they ran.
 */
export class KnownQuery {
  readonly ok = true;

  constructor(
    readonly text: string,
    readonly value: Block,
  ) {}
}

interface LinkedQuery {
  readonly form: AnswerForm<unknown>;
  readonly parameters: readonly string[];
  readonly code: QueryCode;
}

/** The queries that were linked for one schema. */
interface LinkedQueries {
  /** As each was linked last, which mostly is what is asked next. */
  readonly lately: WeakMap<KnownQuery, LinkedQuery>;
  /** By form, parameters and text. */
  readonly all: BoundedCache<QueryCode>;
}

/** Parsed and linked queries, least recently used first out, bounded by bytes of text. engine §7 */
export interface QueryCache {
  parsed(text: string): ParsedQuery;
  /** Linked for one schema; `parameters` are the names of the arguments, in order. */
  linked(
    query: KnownQuery,
    parameters: readonly string[],
    schema: Schema,
    form: AnswerForm<unknown>,
  ): QueryCode;
}

// A linked query takes some twenty times its text: trees, IR, closures.
const BYTES_PER_CHARACTER = 40;
const OVERHEAD = 1000;

/** @param maxBytes of parsed queries, and of those linked for each schema */
export function createQueryCache(maxBytes: number): QueryCache {
  const bytesOf = (text: string) => OVERHEAD + text.length * BYTES_PER_CHARACTER;
  const parsed = new BoundedCache<ParsedQuery>(maxBytes, bytesOf);
  // A schema is one object for each store branch, database and schema version, so it stands for all three.
  const linkedFor = lastFirst(
    (): LinkedQueries => ({ lately: new WeakMap(), all: new BoundedCache(maxBytes, bytesOf) }),
  );
  return {
    parsed(text) {
      const known = parsed.get(text);
      if (known !== undefined) return known;
      const result = parseQuery(text);
      const query = result.ok ? new KnownQuery(text, result.value) : result;
      parsed.set(text, query);
      return query;
    },
    linked(query, parameters, schema, form) {
      const { lately, all } = linkedFor(schema);
      const last = lately.get(query);
      if (last?.form === form && areSame(last.parameters, parameters)) return last.code;
      const key = `${form.name}:${parameters.join(",")}\n${query.text}`;
      let code = all.get(key);
      if (code === undefined) {
        code = form.link(query.value, parameters, schema);
        all.set(key, code);
      }
      lately.set(query, { form, parameters, code });
      return code;
    },
  };
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}
