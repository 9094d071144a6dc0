import { CommandFailure, UsageError } from "../output/failure.js";
import type { Target } from "./target.js";

/** A server, over HTTP. */
export function remoteTarget(url: string, secret: string): Target {
  const base = baseOf(url);
  return {
    name: base,
    async fetch(path, init = {}) {
      try {
        const response = await fetch(`${base}${path}`, {
          method: init.method ?? "GET",
          headers: { authorization: `Bearer ${secret}`, ...init.headers },
          body: init.body,
        });
        return { status: response.status, text: await response.text() };
      } catch (error) {
        throw new CommandFailure(`cannot reach ${base}: ${reasonOf(error)}`);
      }
    },
    async close() {},
  };
}

function baseOf(url: string): string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new UsageError(`${url} is no URL: write it like http://localhost:8443`);
  }
  return url.replace(/\/+$/, "");
}

/** `fetch` hides what happened in the cause, and of several addresses tried in a list. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof AggregateError ? error.cause.errors[0] : error.cause;
  return cause instanceof Error ? cause.message : error.message;
}
