import type { EventStats, SourceEvent } from "../../events/event.js";
import { positionText } from "../../events/position.js";
import { encodeTagged } from "../encode/index.js";
import { jsonFields, jsonString } from "../encode/jsonText.js";
import { failureJson } from "./failureJson.js";

/** One event; values are always tagged. spec/08 §9.3 */
export function eventJson(event: SourceEvent): string {
  const { kind, stats } = event;
  const start = ["type", `"${kind}"`] as const;
  const end = ["stats", eventStatsJson(stats)] as const;
  if (event.kind === "error") {
    return jsonFields([start, ["error", failureJson(event.failure, event.abort, "tagged", 0)], end]);
  }
  const { position } = event;
  return jsonFields([
    start,
    ["data", event.kind === "status" ? undefined : encodeTagged(event.data, position.time)],
    ["txn_ts", String(position.time)],
    ["cursor", jsonString(positionText(position))],
    end,
  ]);
}

export function eventStatsJson(stats: EventStats): string {
  return JSON.stringify({
    read_ops: stats.readOps,
    storage_bytes_read: stats.storageBytesRead,
    compute_ops: stats.computeOps,
    processing_time_ms: stats.processingTimeMs,
    rate_limits_hit: stats.rateLimitsHit,
  });
}
