import { type Run, staticMethod } from "../call/index.js";
import { permissionDenied } from "../problems/documents.js";
import { noElement } from "../values/index.js";
import { libraryModule } from "./part.js";

/** spec/04 §9.1 */
export const queryModule = libraryModule({
  name: "Query",
  doc: "What is known of the caller and the database.",
  members: {
    identity: staticMethod({
      signature: "() => { *: Any } | Null",
      takes: [[]],
      doc: "The document that the caller is identified with.",
      example: ["Query.identity()", "null"],
      perform: (run: Run) => run.identity ?? noElement("missing identity"),
    }),
    token: staticMethod({
      signature: "() => { *: Any } | Null",
      takes: [[]],
      doc: "The token that the caller came with, or the content of a JWT.",
      example: ["Query.token()", "null"],
      perform: (run: Run) => run.token ?? noElement("no token"),
    }),
    isEnvTypechecked: staticMethod({
      signature: "() => Boolean",
      takes: [[]],
      doc: "Whether queries of the database are type-checked unless a request says otherwise.",
      example: ["Query.isEnvTypechecked()", "false"],
      perform: (run: Run) => run.schema.catalog.typechecked,
    }),
    isEnvProtected: staticMethod({
      signature: "() => Boolean",
      takes: [[]],
      doc: "Whether the database refuses destructive changes of its schema.",
      example: ["Query.isEnvProtected()", "false"],
      perform: (run: Run) => {
        if (!run.access.isAdmin) throw permissionDenied();
        return run.schema.catalog.protected;
      },
    }),
  },
});
