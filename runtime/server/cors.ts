const ALLOWED_HEADERS = [
  "accept-encoding",
  "authorization",
  "content-type",
  "x-driver-env",
  "x-faunadb-api-version",
  "x-fauna-driver",
  "x-fauna-source",
  "x-fauna-tags",
  "x-format",
  "x-last-seen-txn",
  "x-last-txn-ts",
  "x-linearized",
  "x-max-contention-retries",
  "x-max-retries-on-contention",
  "x-query-tags",
  "x-query-timeout",
  "x-query-timeout-ms",
  "x-runtime-environment",
  "x-runtime-environment-os",
  "x-nodejs-version",
  "traceparent",
  "x-typecheck",
  "x-performance-hints",
].join(", ");

const MAX_AGE_SECONDS = "86400";

/** Lets a page of `origin` read the answer. spec/08 §13 */
export function allowOrigin(headers: Headers, origin: string): void {
  const exposed = [...headers.keys()].filter((name) => name.startsWith("x-"));
  headers.set("access-control-allow-origin", origin);
  headers.set("access-control-allow-credentials", "true");
  headers.set("access-control-expose-headers", exposed.join(", "));
}

/** What a browser asks before it sends. */
export function allowPreflight(headers: Headers): void {
  headers.set("access-control-max-age", MAX_AGE_SECONDS);
  headers.set("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
  headers.set("access-control-allow-headers", ALLOWED_HEADERS);
}
