import { Double } from "../../values/index.js";
import { attemptBody, type BodyRead, parseBody } from "./body.js";
import { type BodyProblem, invalidBody } from "./bodyProblem.js";
import { isJsonArray, type Json, JsonObject } from "./json.js";

/** The body of `/stream/1` and `/feed/1`, token and cursor still as they came. spec/08 §9.2, §10 */
export interface EventBody {
  readonly token: string;
  /** In microseconds. */
  readonly startTime: number | undefined;
  readonly cursor: string | undefined;
  /** Of feeds. */
  readonly pageSize: number | undefined;
}

type FieldKind = "string" | "integer";

const STREAM_FIELDS: Readonly<Record<string, FieldKind>> = {
  token: "string",
  start_ts: "integer",
  cursor: "string",
};
const FEED_FIELDS: Readonly<Record<string, FieldKind>> = { ...STREAM_FIELDS, page_size: "integer" };

export function readStreamBody(bytes: Uint8Array): BodyRead<EventBody> {
  return attemptBody(() => eventBody(parseBody(bytes), STREAM_FIELDS));
}

export function readFeedBody(bytes: Uint8Array): BodyRead<EventBody> {
  return attemptBody(() => eventBody(parseBody(bytes), FEED_FIELDS));
}

/** Types are checked in the order sent; unknown keys mean nothing. */
function eventBody(json: Json, kinds: Readonly<Record<string, FieldKind>>): EventBody {
  if (!(json instanceof JsonObject)) throw unexpected(json);
  const fields = new Map<string, Json>();
  for (const [key, value] of json.entries) {
    if (!Object.hasOwn(kinds, key)) continue;
    if (!isOfKind(value, kinds[key]!)) throw unexpected(value);
    fields.set(key, value);
  }
  const token = fields.get("token");
  if (token === undefined) throw invalidBody("Value for key token not found.");
  const integer = (key: string) => (fields.has(key) ? Number(fields.get(key)) : undefined);
  return {
    token: token as string,
    startTime: integer("start_ts"),
    cursor: fields.get("cursor") as string | undefined,
    pageSize: integer("page_size"),
  };
}

function isOfKind(value: Json, kind: FieldKind): boolean {
  if (kind === "string") return typeof value === "string";
  return typeof value === "number" || typeof value === "bigint";
}

function unexpected(json: Json): BodyProblem {
  return invalidBody(`Unexpected ${described(json)}.`);
}

function described(json: Json): string {
  if (json instanceof Double) return `float value ${json.value}`;
  if (json instanceof JsonObject) return "object value";
  if (isJsonArray(json)) return "array value";
  if (json === null || typeof json === "boolean") return `${json} value`;
  return typeof json === "string" ? `string value '${json}'` : `integer value ${json}`;
}
