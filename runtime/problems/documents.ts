import { problem } from "../../compiler/index.js";

/** Documents that cannot be read or written. spec/05 §2.3, spec/06 */
export const documentNotFound = problem(
  "document_not_found",
  (collection: string, id: string) => `Collection \`${collection}\` does not contain document with id ${id}.`,
);

export const definitionNotFound = problem(
  "document_not_found",
  (kind: string, name: string) => `${kind} \`${name}\` not found.`,
);

export const collectionDeleted = problem(
  "document_not_found",
  (id: string) => `Document with id ${id} does not exist because the collection was deleted.`,
);

export const permissionDenied = problem(
  "permission_denied",
  () => "Insufficient privileges to perform the action.",
);

export const mayNotReadCollection = problem(
  "permission_denied",
  (collection: string) => `Insufficient privileges to read from collection ${collection}.`,
);

export const tooFarInThePast = problem(
  "invalid_request",
  (requested: string, earliest: string) =>
    `Requested timestamp ${requested} less than minimum allowed timestamp ${earliest}.`,
);

export const invalidComputedFieldAccess = problem(
  "invalid_computed_field_access",
  () => "invalid access of computed field",
);

export const invalidTimestampAccess = problem(
  "invalid_timestamp_field_access",
  () => "invalid access of timestamp field",
);

export const indexNotQueryable = problem(
  "invalid_index_invocation",
  (collection: string, index: string) => `The index \`${collection}.${index}\` is not queryable.`,
);
