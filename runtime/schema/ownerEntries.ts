import type { EntriesSchema } from "../../compiler/index.js";
import { NO_SPAN } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import { entriesKey } from "../documents/index.js";
import { DocumentValue, NATIVE } from "../values/index.js";

/** Documents that act for another one. */
export type OwnedCollection = "Token" | "Credential";

/** Tokens and credentials by the document that they act for; ids of entries of user collections lie above. */
export const OWNER_ENTRIES: Readonly<Record<OwnedCollection, EntriesSchema>> = {
  Token: byDocument(1),
  Credential: byDocument(2),
};

function byDocument(id: number): EntriesSchema {
  const element = { kind: "field", name: "document", span: NO_SPAN } as const;
  const field = { path: { elements: [element], span: NO_SPAN }, mva: false, order: "asc" } as const;
  return { id, terms: [field], values: [] };
}

/** The tokens or the credential of a document by id, expired ones too. spec/07 §4, §5 */
export function ownedBy(run: Run, kind: OwnedCollection, document: DocumentValue): readonly DocumentValue[] {
  const scan = {
    ...entriesKey(OWNER_ENTRIES[kind]),
    terms: [new DocumentValue(document.collection, document.id)],
    from: undefined,
    to: undefined,
    reverse: false,
    limit: Number.MAX_SAFE_INTEGER,
  };
  const entries = run.transaction.entries(scan, run.readTime(undefined));
  return entries.map(({ id }) => new DocumentValue(NATIVE[kind], id, run.at));
}
