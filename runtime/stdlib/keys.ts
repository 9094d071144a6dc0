import { method, object, type Run } from "../call/index.js";
import { createDefinition } from "../schema/index.js";
import { type ModuleValue, NATIVE, type Struct } from "../values/index.js";
import { libraryModule } from "./part.js";
import { secretDocuments } from "./secretDocuments.js";

const shared = secretDocuments("Key");

/** spec/07 §3 */
export const keyModule = libraryModule({
  ...shared,
  name: "Key",
  doc: "Keys: secrets that act with a role.",
  members: {
    ...shared.members,
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
});
