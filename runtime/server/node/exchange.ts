import type { App } from "../createApp.js";
import type { PlainRequest } from "../plainExchange.js";
import { JSON_CONTENT_TYPE } from "../toResponse.js";
import type { ExchangeLimits, NodeRequest, NodeResponse } from "./messages.js";
import { BAD_REQUEST, REQUEST_TIMEOUT, type Refusal } from "./refusals.js";
import { readNodeBody } from "./requestBody.js";
import { sendPlain, sendResponse } from "./sendResponse.js";

/** Has the app answer one request of either protocol. */
export async function exchange(
  app: App,
  limits: ExchangeLimits,
  closing: AbortSignal,
  request: NodeRequest,
  response: NodeResponse,
): Promise<void> {
  if (isOversized(request, limits)) return refuse(response, BAD_REQUEST);
  const body = await readNodeBody(request, limits);
  if (body === "aborted") return;
  if (body === "timedOut") return refuse(response, REQUEST_TIMEOUT);
  const plain = app.answer?.(toPlainRequest(request, response, body));
  if (plain !== undefined) return sendPlain(await plain, response, closing);
  const abandoned = new AbortController();
  let isAnswered = false;
  response.once("close", () => {
    if (!isAnswered) abandoned.abort();
  });
  const webRequest = toRequest(request, body, abandoned.signal);
  if (webRequest === undefined) return refuse(response, BAD_REQUEST);
  await sendResponse(await app.fetch(webRequest), response, closing);
  isAnswered = true;
}

function isOversized({ url = "", rawHeaders }: NodeRequest, limits: ExchangeLimits): boolean {
  const headerBytes = rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
  return url.length > limits.urlLength || headerBytes > limits.headerBytes;
}

function toPlainRequest(request: NodeRequest, response: NodeResponse, body: Uint8Array): PlainRequest {
  const { url = "/", headers } = request;
  const signal = { aborted: false };
  response.once("close", () => {
    signal.aborted = true;
  });
  return {
    url,
    header: (name) => {
      const value = headers[name];
      return typeof value === "object" ? value.join(", ") : value;
    },
    body,
    signal,
  };
}

/** Undefined where the request is none that fetch knows, such as a malformed URL or a TRACE. */
function toRequest(request: NodeRequest, body: Uint8Array, signal: AbortSignal): Request | undefined {
  const { method = "GET", url = "/", rawHeaders } = request;
  const hasBody = body.length > 0 && method !== "GET" && method !== "HEAD";
  try {
    const headers = new Headers();
    for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
      if (!rawHeaders[i]!.startsWith(":")) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!);
    }
    return new Request(absoluteUrl(url), {
      method,
      headers,
      signal,
      body: hasBody ? (body as Uint8Array<ArrayBuffer>) : undefined,
    });
  } catch {
    return undefined;
  }
}

function absoluteUrl(url: string): string {
  return url.startsWith("/") ? `http://localhost${url}` : new URL(url, "http://localhost").href;
}

function refuse(response: NodeResponse, { status, body }: Refusal): void {
  const isHttp2 = "stream" in response;
  response.writeHead(status, {
    "content-type": JSON_CONTENT_TYPE,
    "content-length": Buffer.byteLength(body),
    ...(isHttp2 ? {} : { connection: "close" }),
  });
  response.end(body);
}
