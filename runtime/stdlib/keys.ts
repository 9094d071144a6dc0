import { method, object, type Run } from "../call/index.js";
import { createDefinition } from "../schema/index.js";
import { type ModuleValue, NATIVE, type Struct } from "../values/index.js";
import { anyCollection, byId } from "./collections.js";
import { libraryModule } from "./part.js";

/** spec/07 §3 */
export const keyModule = libraryModule({
  name: "Key",
  doc: "Keys: secrets that act with a role.",
  members: {
    all: {
      ...anyCollection.all,
      signature:
        "(() => Set<Key>) & ((range: { from: Any } | { to: Any } | { from: Any, to: Any }) => Set<Key>)",
      example: ["Key.all().count()", "0"],
    },
    where: {
      ...anyCollection.where,
      signature: "(pred: (Key => Boolean)) => Set<Key>",
      example: ["Key.where(.ttl == null).count()", "0"],
    },
    firstWhere: {
      ...anyCollection.firstWhere,
      signature: "(pred: (Key => Boolean)) => Key | Null",
      example: ["Key.firstWhere(.ttl == null)", "null"],
    },
    toString: { ...anyCollection.toString, example: ["Key.toString()", `"Key"`] as const },
    byId: method({
      ...byId,
      signature: "(id: ID) => Ref<Key>",
      effect: "read",
      example: ["Key.byId(1).exists()", "false"],
    }),
    create: method({
      signature:
        "(data: { role: String, database: String | Null, ttl: Time | Null, data: { *: Any } | Null }) => Key",
      takes: [[object("data")]],
      doc: "Stores a new key; its secret shows in what is returned, and never again.",
      example: ["Key.create({ role: 'server' }).role", `"server"`],
      effect: "write",
      perform: (run: Run, _self: ModuleValue, input: Struct) => createDefinition(run, NATIVE.Key, input),
    }),
  },
  construct: method({ ...byId, signature: "(id: ID) => Ref<Key>", example: ["Key(1).exists()", "false"] }),
});
