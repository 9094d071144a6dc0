import type { QueryStats } from "../../queryRequest.js";

/** spec/08 §3.4 */
export function statsJson(stats: QueryStats): string {
  return JSON.stringify({
    compute_ops: stats.computeOps,
    read_ops: stats.readOps,
    write_ops: stats.writeOps,
    query_time_ms: stats.queryTimeMs,
    contention_retries: stats.contentionRetries,
    storage_bytes_read: stats.storageBytesRead,
    storage_bytes_write: stats.storageBytesWrite,
    rate_limits_hit: stats.rateLimitsHit,
  });
}
