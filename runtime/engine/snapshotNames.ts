import type { Schema } from "../call/index.js";
import type { DecodingNames } from "../queryRequest.js";
import { definitionNamed } from "../schema/index.js";
import { globalValue } from "../stdlib/library.js";
import type { Transaction } from "../transaction/index.js";
import { DocumentValue, ModuleValue, type Value } from "../values/index.js";

/** What `@mod`, `@ref` and `@doc` mean in a transaction's snapshot. spec/08 §6 */
export class SnapshotNames implements DecodingNames {
  constructor(
    private readonly transaction: Transaction,
    private readonly schema: Schema,
  ) {}

  module(name: string): ModuleValue | undefined {
    return asModule(globalValue(name)) ?? asModule(this.schema.global(name));
  }

  named(collection: number, name: string): DocumentValue | undefined {
    return definitionNamed(this.transaction, collection, name);
  }

  document(collection: number, id: string): DocumentValue {
    return new DocumentValue(collection, id);
  }

  isNamed(collection: number): boolean {
    return this.schema.collection(collection)?.named === true;
  }
}

function asModule(value: Value | undefined): ModuleValue | undefined {
  return value instanceof ModuleValue ? value : undefined;
}
