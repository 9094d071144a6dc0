import { CommandFailure } from "../output/failure.js";
import { memberText, tagNumbers } from "../output/json.js";
import type { Target } from "../target/target.js";

export type Format = "simple" | "tagged" | "decorated";

export interface QuerySettings {
  readonly format: Format;
  /** Undefined leaves it to the database. */
  readonly typecheck: boolean | undefined;
  readonly performanceHints?: boolean;
  /** JSON text by name. */
  readonly arguments?: ReadonlyMap<string, string>;
}

export type Answer = Success | Failure;

export interface Success {
  readonly kind: "success";
  /** As the server wrote it: JSON in the format asked for. */
  readonly data: string;
  readonly staticType: string | undefined;
  readonly summary: string;
  /** Microseconds. */
  readonly transactionTime: number;
  /** Microseconds: of the last change to the schema before the query. */
  readonly schemaVersion: number;
  readonly readOps: number;
  readonly writeOps: number;
}

export interface Failure {
  readonly kind: "failure";
  readonly code: string;
  readonly message: string;
  readonly summary: string;
  /** What `abort()` was given, as JSON in the format asked for. */
  readonly abort: string | undefined;
  /** The whole answer, for programs. */
  readonly body: string;
}

/** Runs a query. A failed one is an answer too; only a target that cannot be asked is thrown. spec/08 §2 */
export function query(target: Target, text: string, settings: QuerySettings): Promise<Answer> {
  return ask(target, "/query/1", text, settings);
}

/** How a query's sets are read; what it wrote is taken back. The data is an `Explanation`, in every format. */
export function explain(target: Target, text: string, settings: QuerySettings): Promise<Answer> {
  return ask(target, "/explain/1", text, settings);
}

async function ask(target: Target, path: string, text: string, settings: QuerySettings): Promise<Answer> {
  const { format, typecheck, performanceHints } = settings;
  const headers: Record<string, string> = { "x-format": format };
  if (typecheck !== undefined) headers["x-typecheck"] = String(typecheck);
  if (performanceHints === true) headers["x-performance-hints"] = "true";
  const body = bodyOf(text, settings);
  const response = await target.fetch(path, { method: "POST", headers, body });
  return answerOf(response.text, target.name);
}

function bodyOf(text: string, settings: QuerySettings): string {
  const parts = [`"query":${JSON.stringify(text)}`];
  const values = [...(settings.arguments ?? [])].map(([name, json]) => {
    const value = settings.format === "simple" ? json : tagNumbers(json);
    return `${JSON.stringify(name)}:${value}`;
  });
  if (values.length > 0) parts.push(`"arguments":{${values.join(",")}}`);
  return `{${parts.join(",")}}`;
}

interface ResponseBody {
  readonly static_type?: string;
  readonly summary?: string;
  readonly txn_ts?: number;
  readonly schema_version?: number;
  readonly stats?: { readonly read_ops?: number; readonly write_ops?: number };
  readonly error?: { readonly code?: string; readonly message?: string };
}

function answerOf(json: string, server: string): Answer {
  const body = parseObject(json, server) as ResponseBody;
  if (body.error !== undefined) {
    const { code = "", message = "" } = body.error;
    const abort = memberText(memberText(json, "error")!, "abort");
    return { kind: "failure", code, message, summary: body.summary ?? "", abort, body: json };
  }
  const data = memberText(json, "data");
  if (data === undefined) throw notCoppice(server);
  return {
    kind: "success",
    data,
    staticType: body.static_type,
    summary: body.summary ?? "",
    transactionTime: body.txn_ts ?? 0,
    schemaVersion: body.schema_version ?? 0,
    readOps: body.stats?.read_ops ?? 0,
    writeOps: body.stats?.write_ops ?? 0,
  };
}

/** @throws CommandFailure where the text is no JSON object: something else answers there */
export function parseObject(json: string, server: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (typeof parsed !== "object" || parsed === null) throw notCoppice(server);
  return parsed;
}

function notCoppice(server: string): CommandFailure {
  return new CommandFailure(`${server} does not answer as a Coppice or Fauna server does`);
}
