import type { Template } from "../../../grammar/index.js";
import { attemptBody, type BodyRead, parseBody } from "./body.js";
import { invalidBody, unexpectedJson, unexpectedToken } from "./bodyProblem.js";
import { isJsonArray, type Json, JsonObject } from "./json.js";

/** The body of `/query/1`, values still as they came. spec/08 §2.3 */
export interface QueryBody {
  /** A plain string, or a template. */
  readonly query: string | Template<Json>;
  readonly arguments: ReadonlyMap<string, Json>;
}

/** Reads and checks the body of `/query/1`. spec/08 §2.3 */
export function readQueryBody(bytes: Uint8Array): BodyRead<QueryBody> {
  return attemptBody(() => queryBody(parseBody(bytes)));
}

function queryBody(json: Json): QueryBody {
  if (!(json instanceof JsonObject)) throw unexpectedJson(json);
  let query: string | Template<Json> | undefined;
  let args: ReadonlyMap<string, Json> = new Map();
  for (const [key, value] of json.entries) {
    if (key === "query") query = typeof value === "string" ? value : template(value);
    else if (key === "arguments") args = argumentsOf(value);
    else throw invalidBody();
  }
  if (query === undefined) throw invalidBody();
  return { query, arguments: args };
}

function argumentsOf(json: Json): ReadonlyMap<string, Json> {
  if (json === null) return new Map();
  if (!(json instanceof JsonObject)) throw unexpectedJson(json, "Object");
  return new Map(json.entries);
}

function template(json: Json): Template<Json> {
  if (typeof json === "string") {
    if (json.includes("\u0000")) throw invalidBody("FQL strings cannot contain NUL characters");
    return { kind: "text", text: json };
  }
  if (!(json instanceof JsonObject)) throw unexpectedJson(json, "query template");
  const [first, second] = json.entries;
  if (first === undefined) throw unexpectedToken("Object End");
  const node = templateOf(first[0], first[1]);
  if (node === undefined || second !== undefined) {
    throw unexpectedToken(
      "Object Field Name",
      "an object with a single key 'fql', 'value', 'array', or 'object'",
    );
  }
  return node;
}

function templateOf(key: string, content: Json): Template<Json> | undefined {
  switch (key) {
    case "fql":
      return { kind: "parts", parts: elements(content).map(template) };
    case "value":
      return { kind: "value", value: content };
    case "array":
      return { kind: "array", elements: elements(content).map(template) };
    case "object":
      return { kind: "object", fields: fields(content) };
    default:
      return undefined;
  }
}

function elements(json: Json): readonly Json[] {
  if (!isJsonArray(json)) throw unexpectedJson(json);
  return json;
}

function fields(json: Json): readonly (readonly [string, Template<Json>])[] {
  if (!(json instanceof JsonObject)) throw unexpectedJson(json);
  const keys = new Set<string>();
  return json.entries.map(([key, value]) => {
    if (keys.has(key)) throw invalidBody(`Duplicate object field \`${key}\``);
    keys.add(key);
    return [key, template(value)];
  });
}
