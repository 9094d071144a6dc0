import { method } from "../call/index.js";
import type { Uuid } from "../values/index.js";
import { libraryModule, libraryType } from "./part.js";

/** UUIDs come from stored data only. spec/04 §10 */
export const uuidType = libraryType({
  type: "UUID",
  kinds: ["UUID"],
  doc: "Universally unique identifiers.",
  members: {
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "The lower-case digits with hyphens.",
      run: (self: Uuid) => self.text,
    }),
  },
});

export const uuidModule = libraryModule({ name: "UUID", doc: "UUIDs, for `isa`." });
