import { typeEnvironment } from "../../../compiler/check/environment/index.js";
import type { TypeEnvironment } from "../../../compiler/check/environment/typeEnvironment.js";
import {
  type CollectionDefinition,
  catalogOf,
  type FunctionDefinition,
  indexField,
  shapeOf,
} from "../../../compiler/index.js";
import { library } from "../../../runtime/stdlib/library.js";

/** A collection in short: fields as types, or types and defaults, computed fields as lambdas. */
export interface CollectionText {
  readonly alias?: string;
  readonly fields?: Readonly<Record<string, string | readonly [type: string, value: string]>>;
  readonly compute?: Readonly<Record<string, string>>;
  readonly wildcard?: boolean;
  /** Paths of terms, by the name of the index. */
  readonly indexes?: Readonly<Record<string, readonly string[]>>;
}

/** Functions by name: a body, or a signature and a body. */
export interface DatabaseText {
  readonly collections?: Readonly<Record<string, CollectionText>>;
  readonly functions?: Readonly<Record<string, string | readonly [signature: string, body: string]>>;
}

/** The environment of queries on a database. */
export function environmentOf(database: DatabaseText): TypeEnvironment {
  return typeEnvironment(
    catalogOf({
      version: 1,
      typechecked: true,
      protected: false,
      collections: Object.entries(database.collections ?? {}).map(([name, text], id) =>
        collection(id, name, text),
      ),
      functions: Object.entries(database.functions ?? {}).map(([name, text], id) =>
        userFunction(id, name, text),
      ),
      roles: [],
      accessProviders: [],
    }),
    library,
  );
}

function collection(id: number, name: string, text: CollectionText): CollectionDefinition {
  const fields = Object.entries(text.fields ?? {}).map(([field, type]) => {
    const [signature, value] = typeof type === "string" ? [type, undefined] : type;
    return { name: field, signature, default: value };
  });
  const indexes = Object.entries(text.indexes ?? {}).map(([index, terms]) => ({
    name: index,
    terms: terms.map((path) => {
      const field = path.replace(/^mva\((.*)\)$/, "$1");
      return { field, mva: field !== path, order: "asc" as const };
    }),
    values: [],
    queryable: true,
  }));
  const bodyOf = (field: string) => text.compute?.[field];
  return {
    id,
    name,
    alias: text.alias,
    fields,
    computedFields: Object.entries(text.compute ?? {}).map(([field, body]) => ({
      name: field,
      body,
      signature: undefined,
    })),
    wildcard: text.wildcard === true ? "Any" : undefined,
    indexes,
    uniques: [],
    checks: [],
    migrations: [],
    historyDays: undefined,
    ttlDays: undefined,
    documentTtls: undefined,
    historyFloor: 0,
    entries: indexes.map(({ terms }, entries) => ({
      id: entries,
      shape: shapeOf(terms.map(indexField), [], bodyOf),
      status: "complete" as const,
    })),
  };
}

function userFunction(
  id: number,
  name: string,
  text: string | readonly [string, string],
): FunctionDefinition {
  const [signature, body] = typeof text === "string" ? [undefined, text] : text;
  return { id, name, alias: undefined, body, signature, role: undefined };
}
