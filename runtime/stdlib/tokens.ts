import { any, method, object, type Run, typeName } from "../call/index.js";
import { isPresent } from "../documents/index.js";
import { arraySet } from "../operators/index.js";
import { unexpectedArgument } from "../problems/calls.js";
import { createDefinition, ownedBy } from "../schema/index.js";
import { DocumentValue, type ModuleValue, NATIVE, type Struct, type Value } from "../values/index.js";
import { libraryModule } from "./part.js";
import { secretDocuments } from "./secretDocuments.js";

const shared = secretDocuments("Token");

/** spec/07 §4 */
export const tokenModule = libraryModule({
  ...shared,
  name: "Token",
  doc: "Tokens: secrets that act as a document.",
  members: {
    ...shared.members,
    byDocument: method({
      signature: "(document: { *: Any }) => Set<Token>",
      takes: [[any("document")]],
      doc: "The tokens that act as a document, by id.",
      example: ["Token.byDocument(Key(1)).count()", "0"],
      effect: "read",
      perform: (run: Run, _self: ModuleValue, document: Value) => arraySet(run, tokensOf(run, document)),
    }),
    create: method({
      signature:
        "(data: { id: ID | Null, document: { *: Any } | Null, ttl: Time | Null, data: { *: Any } | Null }) => Token",
      takes: [[object("data")]],
      doc: "Stores a new token; its secret shows in what is returned, and never again.",
      example: ["Token.create({ document: Key(1) })", "constraint_failure: Failed to create Token."],
      effect: "write",
      perform: (run: Run, _self: ModuleValue, input: Struct) => createDefinition(run, NATIVE.Token, input),
    }),
  },
});

function tokensOf(run: Run, document: Value): readonly DocumentValue[] {
  if (!(document instanceof DocumentValue)) throw unexpectedArgument("document", "Doc", typeName(document));
  return ownedBy(run, "Token", document).filter((token) => isPresent(run, token));
}
