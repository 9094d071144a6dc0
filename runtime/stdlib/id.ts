import { method, number, staticMethod, string } from "../call/index.js";
import { invalidId } from "../problems/scalars.js";
import { canonicalId, Double, doubleText, Id, type NumberValue, quoted } from "../values/index.js";
import { libraryModule, libraryType } from "./part.js";

/** spec/04 §10 */
export const idType = libraryType({
  type: "ID",
  kinds: ["ID"],
  doc: "Identifiers of documents: whole numbers of 64 bits.",
  members: {
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "The decimal digits.",
      example: [`ID("007").toString()`, `"7"`],
      run: (self: Id) => self.text,
    }),
  },
});

export const idModule = libraryModule({
  name: "ID",
  doc: "Identifiers of documents.",
  construct: staticMethod({
    signature: "((id: String) => ID) & ((id: Number) => ID)",
    takes: [[string("id")], [number("id")]],
    doc: "The ID of a whole number, or of its decimal digits.",
    example: [`ID("007")`, `ID("7")`],
    run: idOf,
  }),
});

function idOf(id: string | NumberValue): Id {
  if (id instanceof Double) throw invalidId(doubleText(id.value));
  if (typeof id !== "string") return new Id(String(id));
  const text = canonicalId(id);
  if (text === undefined) throw invalidId(quoted(id));
  return new Id(text);
}
