/** What the thread of a server begins with. */
export interface ServerSettings {
  readonly port: number;
  readonly host: string | undefined;
  readonly secret: string;
  /** The directory that keeps the database; in memory without one. */
  readonly store: string | undefined;
  /** FSL texts by file name. */
  readonly schema: Readonly<Record<string, string>> | undefined;
  /** Queries to run before it listens. */
  readonly data: readonly { readonly path: string; readonly text: string }[];
}

/** What the thread of a server says. It ends by itself when told `"close"`. */
export type ServerMessage =
  | { readonly kind: "listening"; readonly url: string; readonly port: number }
  | { readonly kind: "failed"; readonly message: string };
