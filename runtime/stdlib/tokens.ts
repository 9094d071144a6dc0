import { any, method, object, type Run, typeName } from "../call/index.js";
import { isExpired, storedField } from "../documents/index.js";
import { arraySet } from "../operators/index.js";
import { unexpectedArgument } from "../problems/calls.js";
import { createDefinition, definitionVersions } from "../schema/index.js";
import { DocumentValue, type ModuleValue, NATIVE, type Struct, type Value } from "../values/index.js";
import { anyCollection, byId } from "./collections.js";
import { libraryModule } from "./part.js";

/** spec/07 §4 */
export const tokenModule = libraryModule({
  name: "Token",
  doc: "Tokens: secrets that act as a document.",
  members: {
    all: {
      ...anyCollection.all,
      signature:
        "(() => Set<Token>) & ((range: { from: Any } | { to: Any } | { from: Any, to: Any }) => Set<Token>)",
      example: ["Token.all().count()", "0"],
    },
    where: {
      ...anyCollection.where,
      signature: "(pred: (Token => Boolean)) => Set<Token>",
      example: ["Token.where(.ttl == null).count()", "0"],
    },
    firstWhere: {
      ...anyCollection.firstWhere,
      signature: "(pred: (Token => Boolean)) => Token | Null",
      example: ["Token.firstWhere(.ttl == null)", "null"],
    },
    toString: { ...anyCollection.toString, example: ["Token.toString()", `"Token"`] as const },
    byId: method({
      ...byId,
      signature: "(id: ID) => Ref<Token>",
      effect: "read",
      example: ["Token.byId(1).exists()", "false"],
    }),
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
  construct: method({
    ...byId,
    signature: "(id: ID) => Ref<Token>",
    example: ["Token(1).exists()", "false"],
  }),
});

function tokensOf(run: Run, document: Value): readonly DocumentValue[] {
  if (!(document instanceof DocumentValue)) throw unexpectedArgument("document", "Doc", typeName(document));
  return definitionVersions(run.transaction, "Token", run.readTime(undefined))
    .filter((version) => {
      const owner = storedField(version, "document");
      return (
        owner instanceof DocumentValue &&
        owner.collection === document.collection &&
        owner.id === document.id &&
        !isExpired(run, version.$ttl)
      );
    })
    .map((version) => new DocumentValue(NATIVE.Token, version.$id, run.at))
    .filter((token) => run.access.mayRead(token));
}
