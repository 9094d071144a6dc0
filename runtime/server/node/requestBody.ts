import type { ExchangeLimits, NodeRequest } from "./messages.js";

/**
 * The body of a request. Of one that is too large, a little more than allowed is kept, by which the app tells; the rest
 * is read and forgotten, for many clients listen only when they have sent all. `aborted` where the client went away.
 */
export function readNodeBody(
  request: NodeRequest,
  limits: ExchangeLimits,
): Promise<Uint8Array | "aborted" | "timedOut"> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (result: Uint8Array | "aborted" | "timedOut"): void => {
      clearTimeout(timer);
      request.off("data", take);
      resolve(result);
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limits.bodyBytes) {
        request.resume();
        finish(Buffer.concat(chunks));
      }
    };
    const timer = setTimeout(() => finish("timedOut"), limits.requestTimeoutMs);
    request.on("data", take);
    request.once("end", () => finish(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.once("aborted", () => finish("aborted"));
    request.once("error", () => finish("aborted"));
    request.once("close", () => finish("aborted"));
  });
}
