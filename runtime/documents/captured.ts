import type { Version } from "../storage/storage.js";
import { DocumentValue } from "../values/index.js";

/**
 * A document value that carries its content: what `Key.create` returns, the new state that predicates see, the document
 * for which index entries are made. It is readable without any privilege. spec/07b §4.2
 */
export class CapturedDocument extends DocumentValue {
  constructor(
    collection: number,
    id: string,
    readonly version: Version,
    /** In index bindings nothing but own fields can be read: no `ts`, no computed fields. spec/06 §7.1 */
    readonly binding: boolean = false,
    name: string | undefined = undefined,
  ) {
    super(collection, id, undefined, name);
  }
}
