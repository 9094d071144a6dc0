import type { MigrationStatement } from "../ast/index.js";

/** Words after which a name and a value may stand. spec/02 §1.2 `kw` */
const NAMED_WORDS: ReadonlySet<string> = new Set([
  "collection",
  "role",
  "index",
  "terms",
  "values",
  "unique",
  "predicate",
  "migrations",
  "privileges",
  "membership",
  "history_days",
  "ttl_days",
  "check",
]);

/** Words after which only a value may stand. spec/02 §1.2 `aw` */
const PLAIN_WORDS: ReadonlySet<string> = new Set([
  "create",
  "create_with_id",
  "delete",
  "read",
  "write",
  "history_read",
  "history_write",
  "unrestricted_read",
  "call",
  "issuer",
  "jwks_uri",
  "document_ttls",
]);

const MIGRATION_WORDS: ReadonlySet<string> = new Set<MigrationStatement["kind"]>([
  "backfill",
  "drop",
  "move",
  "split",
  "add",
  "move_conflicts",
  "move_wildcard",
  "add_wildcard",
]);

/** What a word begins where it is not the name of a field. */
export type WordKind = "function" | "accessProvider" | "named" | "plain" | "migration" | "unknown";

export function wordKind(word: string): WordKind {
  if (word === "function") return "function";
  if (word === "access") return "accessProvider";
  if (NAMED_WORDS.has(word)) return "named";
  if (PLAIN_WORDS.has(word)) return "plain";
  return isMigrationWord(word) ? "migration" : "unknown";
}

export function isMigrationWord(word: string): word is MigrationStatement["kind"] {
  return MIGRATION_WORDS.has(word);
}

/** A name in quotes is written with escapes for everything that could end it. spec/02 §1.2 `qchars` */
export function isQuotedName(image: string): boolean {
  return /^(?:[^\\'"`#]|\\.)*$/s.test(image.slice(1, -1));
}
