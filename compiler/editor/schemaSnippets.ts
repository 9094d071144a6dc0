/** Where in a schema file a word begins something. spec/03b §11.3 */
export type SnippetList =
  | "file"
  | "collection"
  | "index"
  | "migrations"
  | "role"
  | "privileges"
  | "predicate"
  | "accessProvider";

/** A word that begins something, and all of it with places to fill in. */
export interface SchemaSnippet {
  readonly label: string;
  readonly detail: string;
  readonly text: string;
}

/** In the order in which they are offered. */
export const SCHEMA_SNIPPETS: Readonly<Record<SnippetList, readonly SchemaSnippet[]>> = {
  file: [
    { label: "collection", detail: "A collection definition", text: "collection ${name} {\n\t${0}\n}" },
    {
      label: "function",
      detail: "A function definition",
      text: "function ${name}(${param}: ${type}) {\n\t${0}\n}",
    },
    { label: "role", detail: "A role definition", text: "role ${name} {\n\t${0}\n}" },
    {
      label: "access provider",
      detail: "An access provider definition",
      text: "access provider ${name} {\n\t${0}\n}",
    },
  ],
  collection: [
    { label: "index", detail: "An index definition", text: "index ${name} {\n\t${0}\n}" },
    { label: "unique", detail: "A unique constraint", text: "unique [.${field}]" },
    { label: "check", detail: "A check constraint", text: "check ${name} (${predicate})" },
    { label: "compute", detail: "A computed field", text: "compute ${name} = (${lambda})" },
    { label: "history_days", detail: "How many days history is kept", text: "history_days ${days}" },
    { label: "ttl_days", detail: "How many days documents are kept", text: "ttl_days ${days}" },
    { label: "migrations", detail: "A migrations block", text: "migrations {\n\t${0}\n}" },
  ],
  index: [
    { label: "terms", detail: "What documents are looked up by", text: "terms [.${field}]" },
    { label: "values", detail: "What documents are ordered by", text: "values [.${field}]" },
  ],
  migrations: [
    { label: "add", detail: "Adds a field", text: "add .${field}" },
    {
      label: "backfill",
      detail: "Gives a field a value where it has none",
      text: "backfill .${field} = ${value}",
    },
    { label: "drop", detail: "Removes a field", text: "drop .${field}" },
    { label: "split", detail: "Splits a field by type", text: "split .${field} -> .${first}, .${second}" },
    { label: "move", detail: "Renames a field", text: "move .${from} -> .${to}" },
    { label: "move_conflicts", detail: "Keeps values that fit no field", text: "move_conflicts .${field}" },
    { label: "move_wildcard", detail: "Keeps fields that are not defined", text: "move_wildcard .${field}" },
  ],
  role: [
    { label: "privileges", detail: "What the role may do", text: "privileges ${resource} {\n\t${0}\n}" },
    { label: "membership", detail: "Whose tokens have the role", text: "membership ${collection}${0}" },
  ],
  privileges: [
    { label: "read", detail: "Reads documents", text: "read${0}" },
    { label: "history_read", detail: "Reads the history of documents", text: "history_read${0}" },
    { label: "write", detail: "Updates documents", text: "write${0}" },
    { label: "create", detail: "Creates documents", text: "create${0}" },
    {
      label: "create_with_id",
      detail: "Creates documents with an id of one's own",
      text: "create_with_id${0}",
    },
    { label: "delete", detail: "Deletes documents", text: "delete${0}" },
    { label: "call", detail: "Calls the function", text: "call${0}" },
  ],
  predicate: [{ label: "predicate", detail: "When it is allowed", text: "predicate (${lambda})" }],
  accessProvider: [
    { label: "issuer", detail: "Who issues the tokens", text: 'issuer "${issuer}"' },
    { label: "jwks_uri", detail: "Where the keys of the issuer are", text: 'jwks_uri "${uri}"' },
    { label: "role", detail: "A role of those who come with a token", text: "role ${name}${0}" },
  ],
};
