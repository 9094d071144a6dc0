/** Where a command reads and writes. Tests hand in their own. */
export interface Terminal {
  /** What the command was asked for; programs may read it. */
  write(text: string): void;
  /** What a person should know: errors, logs, progress. */
  note(text: string): void;
  /** All of standard input. */
  readInput(): Promise<string>;
  /** A line that a person types; only where `isInteractive`. */
  ask(question: string): Promise<string>;
  /** A person sits on both sides. */
  readonly isInteractive: boolean;
  /** Nothing is piped in: reading would wait for a person. */
  readonly inputIsTerminal: boolean;
  /** What `write` and `note` may be coloured with. */
  readonly writeTheme: Theme;
  readonly noteTheme: Theme;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What a piece of text is; how it looks is the theme's. */
export type Style =
  | "error"
  | "warning"
  | "info"
  | "success"
  | "strong"
  | "dim"
  | "gutter"
  | "keyword"
  | "constant"
  | "number"
  | "string"
  | "type"
  | "function"
  | "field"
  | "comment"
  | "match"
  | "cursor";

export type Theme = (style: Style, text: string) => string;
