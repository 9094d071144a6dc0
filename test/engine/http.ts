import type { Database } from "../../runtime/index.js";

/** What `/query/1` answers to a secret, in the simple format. */
export interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly summary: string;
  readonly staticType: string | undefined;
}

/** Queries a database over its HTTP API, as whoever the secret belongs to. */
export async function ask(db: Database, secret: string, query: string, typecheck = false): Promise<Answer> {
  const response = await db.fetch(
    new Request("http://localhost/query/1", {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "x-typecheck": String(typecheck), "x-format": "simple" },
      body: JSON.stringify({ query }),
    }),
  );
  const body = (await response.json()) as {
    readonly data?: unknown;
    readonly summary?: string;
    readonly static_type?: string;
    readonly error?: { readonly code: string; readonly message: string };
  };
  return {
    status: response.status,
    data: body.data,
    staticType: body.static_type,
    code: body.error?.code,
    message: body.error?.message,
    summary: body.summary ?? "",
  };
}
