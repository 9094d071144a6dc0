import type { Account, QueryOutcome, QueryRequest } from "../../runtime/queryRequest.js";
import type { SchemaService } from "../../runtime/server/schemaService.js";
import type { Identity, Served } from "../../runtime/server/served.js";

export const ACCOUNT: Account = {
  transactionTime: 1_700_000_000_000_000,
  schemaVersion: 0,
  warnings: [],
  emissions: [],
  stats: {
    computeOps: 1,
    readOps: 0,
    writeOps: 0,
    queryTimeMs: 0,
    contentionRetries: 0,
    storageBytesRead: 0,
    storageBytesWrite: 0,
    rateLimitsHit: [],
  },
  seesAll: true,
};

/** Answers each query with its own text; `secret` is the only secret, its scope the role. */
export function fakeDatabase(overrides: Partial<Served> = {}): Served {
  return {
    execute: (request) => echo(request),
    authenticate: (credentials) =>
      credentials.kind === "secret" && credentials.secret === "secret"
        ? identity(credentials.scope?.identity)
        : undefined,
    events: {
      positionOf: () => undefined,
      poll: () => ({ kind: "unauthorized" }),
      stream: () => ({ kind: "unauthorized" }),
    },
    environment: () => ({
      schemaVersion: 7,
      globals: new Map([
        ["b", "Number"],
        ["a", "String"],
      ]),
      types: new Map(),
      truncated: [],
    }),
    ...overrides,
  };
}

function identity(scoped: { readonly kind: string; readonly role?: string } | undefined): Identity {
  if (scoped === undefined) return { database: 0, role: "admin" };
  return { database: 0, role: scoped.kind === "builtIn" ? (scoped.role as Identity["role"]) : undefined };
}

function echo(request: QueryRequest): QueryOutcome {
  const { credentials } = request;
  if (credentials.kind !== "secret" || credentials.secret !== "secret") return { kind: "unauthorized" };
  return { kind: "success", value: request.text, staticType: undefined, ...ACCOUNT };
}

/** Records what it is asked, and answers everything with version 5. */
export function recordingSchema(calls: unknown[]): SchemaService {
  const record =
    (name: string, result: unknown) =>
    (...args: readonly unknown[]) => {
      calls.push([name, ...args]);
      return { ok: true, version: 5, result } as never;
    };
  const item = {
    filename: "main.fsl",
    span: { start: 0, end: 3 },
    content: "abc",
    definition: '{"name":"A"}',
  };
  return {
    files: record("files", { files: ["main.fsl", "b.fsl"] }),
    file: (name) =>
      name === "main.fsl"
        ? { ok: true, version: 5, result: { content: "role r {}" } }
        : { ok: false, status: 404, message: "Not found" },
    update: record("update", {}),
    diff: record("diff", { diff: "* Adding" }),
    item: record("item", item),
    writeItem: record("writeItem", item),
    deleteItem: record("deleteItem", item),
    diffItem: record("diffItem", { diff: "* Adding" }),
    stagedStatus: record("stagedStatus", { status: "none", pendingSummary: undefined, diff: undefined }),
    commitStaged: record("commitStaged", {}),
    abandonStaged: record("abandonStaged", {}),
  };
}
