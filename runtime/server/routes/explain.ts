import {
  type HeaderLookup,
  protocolResponse,
  queryResponse,
  SERVER_KEY_NEEDED,
  successResponse,
  type WireResponse,
} from "../../wire/index.js";
import type { Abandonment } from "../plainExchange.js";
import { type Served, seesSchema } from "../served.js";
import { readQuery } from "./query.js";

/**
 * `POST /explain/1` is ours: it takes what `/query/1` takes, runs it, takes back what it wrote, and answers with how its
 * sets were read. That tells of indexes and numbers of rows, so only keys that see everything may ask.
 */
export async function answerExplain(
  served: Served,
  explain: NonNullable<Served["explain"]>,
  header: HeaderLookup,
  bytes: Uint8Array,
  signal: Abandonment,
): Promise<WireResponse> {
  const read = readQuery(header, bytes);
  if (!read.ok) return read.refusal;
  const identity = await served.authenticate(read.request.credentials);
  if (identity !== undefined && !seesSchema(identity)) return protocolResponse(SERVER_KEY_NEEDED);
  const { outcome, explanation } = await explain({ ...read.request, signal });
  return outcome.kind === "success"
    ? successResponse(outcome, JSON.stringify(explanation), read.headers)
    : queryResponse(outcome, read.headers);
}
