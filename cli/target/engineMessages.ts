/** What the main thread and the thread of the engine say to each other. */
export interface EngineSettings {
  /** Of the root database. */
  readonly secret: string;
}

export interface EngineRequest {
  readonly id: number;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

export interface EngineResponse {
  readonly id: number;
  readonly status: number;
  readonly text: string;
}
