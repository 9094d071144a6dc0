import { type Member, members, method, object, type Run } from "../call/index.js";
import { changeDocument, deleteDocument, isPresent } from "../documents/index.js";
import { changeDefinition, deleteDefinition } from "../schema/index.js";
import { type DocumentValue, FIRST_USER_COLLECTION, NATIVE, type Struct } from "../values/index.js";
import { credentialMethods } from "./credentials.js";

const exists = method({
  signature: "() => Boolean",
  takes: [[]],
  doc: "Whether the document exists and may be read.",
  effect: "read",
  perform: (run: Run, self: DocumentValue) => isPresent(run, self),
});

/** The methods of documents of user collections. The checker knows what each collection's take. spec/06 §2 */
export const documentMethods: ReadonlyMap<string, Member> = members({
  exists,
  update: method({
    signature: "(data: { *: Any }) => Any",
    takes: [[object("data")]],
    doc: "Patches the document; null removes a field.",
    effect: "write",
    perform: (run: Run, self: DocumentValue, data: Struct) =>
      changeDocument(run, self, data, "update", "document"),
  }),
  updateData: method({
    signature: "(data: { *: Any }) => Any",
    takes: [[object("data")]],
    doc: "Patches the document; every key is a user field, also those with reserved names.",
    effect: "write",
    perform: (run: Run, self: DocumentValue, data: Struct) =>
      changeDocument(run, self, data, "update", "data"),
  }),
  replace: method({
    signature: "(data: { *: Any }) => Any",
    takes: [[object("data")]],
    doc: "Replaces all fields of the document.",
    effect: "write",
    perform: (run: Run, self: DocumentValue, data: Struct) =>
      changeDocument(run, self, data, "replace", "document"),
  }),
  replaceData: method({
    signature: "(data: { *: Any }) => Any",
    takes: [[object("data")]],
    doc: "Replaces all fields of the document; every key is a user field, also those with reserved names.",
    effect: "write",
    perform: (run: Run, self: DocumentValue, data: Struct) =>
      changeDocument(run, self, data, "replace", "data"),
  }),
  delete: method({
    signature: "() => Any",
    takes: [[]],
    doc: "Deletes the document; its history stays readable.",
    effect: "write",
    perform: deleteDocument,
  }),
});

/** The methods of definition documents. spec/06 §1.1 */
export const definitionMethods: ReadonlyMap<string, Member> = members({
  exists,
  update: method({
    signature: "(data: { *: Any }) => Any",
    takes: [[object("data")]],
    doc: "Patches the definition; null removes a field.",
    effect: "write",
    perform: (run: Run, self: DocumentValue, data: Struct) => changeDefinition(run, self, data, "update"),
  }),
  replace: method({
    signature: "(data: { *: Any }) => Any",
    takes: [[object("data")]],
    doc: "Replaces all fields of the definition.",
    effect: "write",
    perform: (run: Run, self: DocumentValue, data: Struct) => changeDefinition(run, self, data, "replace"),
  }),
  delete: method({
    signature: "() => Any",
    takes: [[]],
    doc: "Deletes the definition.",
    effect: "write",
    perform: deleteDefinition,
  }),
});

/** A method of a document, by its collection. spec/06 §2 */
export function documentMember({ collection }: DocumentValue, name: string): Member | undefined {
  if (collection >= FIRST_USER_COLLECTION) return documentMethods.get(name);
  const own = collection === NATIVE.Credential ? credentialMethods.get(name) : undefined;
  return own ?? definitionMethods.get(name);
}
