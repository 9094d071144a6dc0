import { method } from "../call/index.js";
import { libraryModule, libraryType } from "./part.js";

/** spec/04 §5 */
export const nullType = libraryType({
  type: "Null",
  kinds: ["Null"],
  doc: "The absence of a value.",
  members: {
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "`null`",
      example: ["null.toString()", `"null"`],
      run: () => "null",
    }),
  },
});

export const nullModule = libraryModule({ name: "Null", doc: "Null values, for `isa`." });
