import type { QueryFailure } from "../compiler/index.js";
import type { Diagnostic } from "../grammar/index.js";
import type { Emission } from "./call/index.js";
import type { Timestamp, Value } from "./values/index.js";
import type { Materialised } from "./wire/materialised.js";

/** One query as `database.execute` takes it, whoever asks: the HTTP server, the library, the shell. spec/08 §2 */
export interface QueryRequest {
  /** FQL text, with a placeholder for each of `values`. spec/01 §7 */
  readonly text: string;
  /** In the order of their placeholders. */
  readonly values: readonly Undecoded[];
  /** The outermost local variables. Decoded after authentication, before the text is parsed. spec/08 §2.1 */
  readonly arguments: ReadonlyMap<string, Undecoded>;
  readonly credentials: Credentials;
  /** Undefined leaves it to the database's setting. */
  readonly typecheck: boolean | undefined;
  readonly performanceHints: boolean;
  readonly linearized: boolean;
  /** The snapshot is to be at least this. */
  readonly lastTransactionTime: Timestamp;
  readonly timeoutMs: number;
  readonly maxContentionRetries: number;
  /** Fires when nobody waits for the answer any more. */
  readonly signal?: { readonly aborted: boolean };
}

/** What a request starts from where a caller says nothing. spec/08 §2.2 */
export const REQUEST_DEFAULTS = {
  values: [],
  arguments: new Map<string, Undecoded>(),
  credentials: { kind: "owner" },
  typecheck: undefined,
  performanceHints: false,
  linearized: false,
  lastTransactionTime: 0,
  timeoutMs: 120_000,
  maxContentionRetries: 4,
} as const satisfies Omit<QueryRequest, "text">;

/**
 * A value that came from outside. Modules and documents in it can only be told with the schema of the transaction's
 * snapshot, so decoding waits for that.
 */
export type Undecoded = (names: DecodingNames) => Decoded;

export type Decoded =
  | { readonly ok: true; readonly value: Value }
  /** `invalid tag '@big'`: the whole text where it is a template's value, else the end of one. spec/08 §6 */
  | { readonly ok: false; readonly reason: string };

/** What the decoding of `@mod`, `@ref` and `@doc` asks of a snapshot. spec/08 §6 */
export interface DecodingNames {
  /** A built-in module, or a user collection by name or alias. */
  module(name: string): Value | undefined;
  /** A definition document (or `Database`) by name; undefined where there is none. */
  named(collection: number, name: string): Value | undefined;
  /** A document, existing or not. */
  document(collection: number, id: string): Value;
  /** True for collections whose documents go by name. */
  isNamed(collection: number): boolean;
}

/** Who asks. spec/07 §1 */
export type Credentials =
  /** The program that opened the database: admin of the root database. */
  | { readonly kind: "owner" }
  | { readonly kind: "secret"; readonly secret: string; readonly scope: SecretScope | undefined }
  | { readonly kind: "jwt"; readonly token: string };

/** The suffix of a secret. spec/07 §1.3 */
export interface SecretScope {
  /** Names of child databases from the secret's database downwards; undefined where the suffix names none. */
  readonly database: readonly string[] | undefined;
  readonly identity: ScopedIdentity;
}

export type ScopedIdentity =
  | { readonly kind: "builtIn"; readonly role: BuiltInRole }
  | { readonly kind: "role"; readonly name: string }
  /** `ref` as written: `User/7`. */
  | { readonly kind: "document"; readonly ref: string };

export type BuiltInRole = "admin" | "server" | "server-readonly" | "client";

/** What came of a query. spec/08 §3 */
export type QueryOutcome<Answer = Materialised> =
  | ({
      readonly kind: "success";
      readonly value: Answer;
      readonly staticType: string | undefined;
    } & Account)
  /** It did not parse, a template's value did not decode, or its types are wrong: nothing ran. */
  | ({ readonly kind: "rejected"; readonly diagnostics: readonly Diagnostic[] } & Account)
  /** It failed as it ran. Codes of `PROTOCOL_CODES` (`wire/protocolError.ts`) become protocol errors. */
  | ({ readonly kind: "failed"; readonly failure: QueryFailure; readonly abort?: Materialised } & Account)
  | { readonly kind: "unauthorized" }
  | { readonly kind: "accountDisabled" }
  | { readonly kind: "invalidArgument"; readonly name: string; readonly reason: string }
  /** `elapsedMs` since the request arrived. */
  | { readonly kind: "timedOut"; readonly elapsedMs: number };

/** What is told of every query that had a snapshot. */
export interface Account {
  /** Of the commit, else of the snapshot. */
  readonly transactionTime: Timestamp;
  /** Of the schema that the query saw. */
  readonly schemaVersion: Timestamp;
  /** Warnings of the checker. */
  readonly warnings: readonly Diagnostic[];
  /** In order of execution. */
  readonly emissions: readonly Emission[];
  readonly stats: QueryStats;
  /** False for callers who may see only what concerns `*query*`. spec/08 §7.7 */
  readonly seesAll: boolean;
}

/** spec/08 §3.4 */
export interface QueryStats {
  readonly computeOps: number;
  readonly readOps: number;
  readonly writeOps: number;
  readonly queryTimeMs: number;
  readonly contentionRetries: number;
  readonly storageBytesRead: number;
  readonly storageBytesWrite: number;
  readonly rateLimitsHit: readonly ("compute" | "read" | "write")[];
}
