import type { PlainResponse } from "../plainExchange.js";
import type { NodeResponse } from "./messages.js";

/** Writes an answer that is whole. */
export function sendPlain(
  { status, headers, body }: PlainResponse,
  target: NodeResponse,
  closing: AbortSignal,
): void {
  tellOfClosing(target, closing);
  target.writeHead(status, headers);
  target.end(body);
}

/**
 * Writes an answer; one of unknown length chunk by chunk, no faster than the client reads, until it goes or the server
 * closes.
 */
export async function sendResponse(
  response: Response,
  target: NodeResponse,
  closing: AbortSignal,
): Promise<void> {
  tellOfClosing(target, closing);
  target.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) {
    target.end();
    return;
  }
  if (response.headers.has("content-length")) {
    target.end(new Uint8Array(await response.arrayBuffer()));
    return;
  }
  flushHead(target);
  await pump(response.body.getReader(), target, closing);
}

/** A client that is told `connection: close` asks elsewhere; HTTP/2 has told of it by a frame of its own. */
function tellOfClosing(target: NodeResponse, { aborted }: AbortSignal): void {
  if (aborted && "shouldKeepAlive" in target) target.shouldKeepAlive = false;
}

/** The head of an answer whose body may be long in coming. */
function flushHead(target: NodeResponse): void {
  if ("flushHeaders" in target) target.flushHeaders();
}

async function pump(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  target: NodeResponse,
  closing: AbortSignal,
): Promise<void> {
  let isOpen = !closing.aborted;
  const cancel = (): void => {
    isOpen = false;
    void reader.cancel();
  };
  target.once("close", cancel);
  closing.addEventListener("abort", cancel);
  while (isOpen) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!write(target, value)) await drained(target);
  }
  target.off("close", cancel);
  closing.removeEventListener("abort", cancel);
  target.end();
}

function write(target: NodeResponse, chunk: Uint8Array): boolean {
  return "stream" in target ? target.write(chunk) : target.write(chunk);
}

function drained(target: NodeResponse): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      target.off("drain", finish);
      target.off("close", finish);
      resolve();
    };
    target.once("drain", finish);
    target.once("close", finish);
  });
}
