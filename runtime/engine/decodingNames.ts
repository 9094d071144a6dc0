import type { Schema } from "../call/index.js";
import type { DecodingNames } from "../queryRequest.js";
import { definitionNamed } from "../schema/index.js";
import { globalValue } from "../stdlib/library.js";
import type { Transaction } from "../transaction/index.js";
import { DocumentValue, ModuleValue, type Value } from "../values/index.js";

/** What `@mod`, `@ref` and `@doc` mean in a transaction's snapshot. spec/08 §6 */
export function decodingNames(transaction: Transaction, schema: Schema): DecodingNames {
  return {
    module: (name) => asModule(globalValue(name)) ?? asModule(schema.global(name)),
    named: (collection, name) => definitionNamed(transaction, collection, name),
    document: (collection, id) => new DocumentValue(collection, id),
    isNamed: (collection) => schema.collection(collection)?.named === true,
  };
}

function asModule(value: Value | undefined): ModuleValue | undefined {
  return value instanceof ModuleValue ? value : undefined;
}
