import type { Target } from "./target.js";

/** A server, over HTTP. */
export function remoteTarget(url: string, secret: string): Target {
  const base = url.replace(/\/+$/, "");
  return {
    name: base,
    async fetch(path, init = {}) {
      const response = await fetch(`${base}${path}`, {
        method: init.method ?? "GET",
        headers: { authorization: `Bearer ${secret}`, ...init.headers },
        body: init.body,
      });
      return { status: response.status, text: await response.text() };
    },
    async close() {},
  };
}
