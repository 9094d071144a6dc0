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

const snippet = (label: string, detail: string, text: string): SchemaSnippet => ({ label, detail, text });

const body = (head: string) => `${head} {\n\t\${0}\n}`;
const privilege = (label: string, detail: string) => snippet(label, detail, `${label}\${0}`);

/** In the order in which they are offered. */
export const SCHEMA_SNIPPETS: Readonly<Record<SnippetList, readonly SchemaSnippet[]>> = {
  file: [
    snippet("collection", "A collection definition", body("collection ${name}")),
    snippet("function", "A function definition", body("function ${name}(${param}: ${type})")),
    snippet("role", "A role definition", body("role ${name}")),
    snippet("access provider", "An access provider definition", body("access provider ${name}")),
  ],
  collection: [
    snippet("index", "An index definition", body("index ${name}")),
    snippet("unique", "A unique constraint", "unique [.${field}]"),
    snippet("check", "A check constraint", "check ${name} (${predicate})"),
    snippet("compute", "A computed field", "compute ${name} = (${lambda})"),
    snippet("history_days", "How many days history is kept", "history_days ${days}"),
    snippet("ttl_days", "How many days documents are kept", "ttl_days ${days}"),
    snippet("migrations", "A migrations block", body("migrations")),
  ],
  index: [
    snippet("terms", "What documents are looked up by", "terms [.${field}]"),
    snippet("values", "What documents are ordered by", "values [.${field}]"),
  ],
  migrations: [
    snippet("add", "Adds a field", "add .${field}"),
    snippet("backfill", "Gives a field a value where it has none", "backfill .${field} = ${value}"),
    snippet("drop", "Removes a field", "drop .${field}"),
    snippet("split", "Splits a field by type", "split .${field} -> .${first}, .${second}"),
    snippet("move", "Renames a field", "move .${from} -> .${to}"),
    snippet("move_conflicts", "Keeps values that fit no field", "move_conflicts .${field}"),
    snippet("move_wildcard", "Keeps fields that are not defined", "move_wildcard .${field}"),
  ],
  role: [
    snippet("privileges", "What the role may do", body("privileges ${resource}")),
    snippet("membership", "Whose tokens have the role", "membership ${collection}${0}"),
  ],
  privileges: [
    privilege("read", "Reads documents"),
    privilege("history_read", "Reads the history of documents"),
    privilege("write", "Updates documents"),
    privilege("create", "Creates documents"),
    privilege("create_with_id", "Creates documents with an id of one's own"),
    privilege("delete", "Deletes documents"),
    privilege("call", "Calls the function"),
  ],
  predicate: [snippet("predicate", "When it is allowed", "predicate (${lambda})")],
  accessProvider: [
    snippet("issuer", "Who issues the tokens", 'issuer "${issuer}"'),
    snippet("jwks_uri", "Where the keys of the issuer are", 'jwks_uri "${uri}"'),
    snippet("role", "A role of those who come with a token", "role ${name}${0}"),
  ],
};
