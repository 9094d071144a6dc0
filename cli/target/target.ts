/** What a command works on: a database in this process, or a server. Both answer the HTTP API. */
export interface Target {
  /** How it is called in messages: `memory`, or the server's address. */
  readonly name: string;
  /** Sends a request; `path` begins with `/`. */
  fetch(path: string, init?: TargetRequest): Promise<TargetResponse>;
  close(): Promise<void>;
}

export interface TargetRequest {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
}

export interface TargetResponse {
  readonly status: number;
  readonly text: string;
}

/** Where a command is to work; from its options. */
export interface TargetOptions {
  readonly url: string | undefined;
  readonly secret: string;
}
