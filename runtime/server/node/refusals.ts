import type { Socket } from "node:net";
import { JSON_CONTENT_TYPE } from "../toResponse.js";

/** What is answered where no request came about. spec/08 §1 */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly body: string;
}

export const BAD_REQUEST: Refusal = {
  status: 400,
  reason: "Bad Request",
  body: JSON.stringify({ error: "bad request" }),
};

export const REQUEST_TIMEOUT: Refusal = {
  status: 408,
  reason: "Request Timeout",
  body: JSON.stringify({ error: "request timeout: Client timed out." }),
};

/** Writes the refusal on an HTTP/1.1 connection that no parser holds any more, and closes it. */
export function refuseConnection(socket: Socket, { status, reason, body }: Refusal): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    `content-type: ${JSON_CONTENT_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
