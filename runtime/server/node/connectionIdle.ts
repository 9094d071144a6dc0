import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * How much longer than it says a server keeps an idle connection: a client that has just sent a request, unread yet
 * because the machine is busy, would lose it.
 */
const BUFFER_MS = 1000;

/** Closes connections of HTTP/1.1 some time after they are due, and not where a request has come meanwhile. */
export function closeIdleConnections(server: Server): void {
  server.on("timeout", (socket: Socket) => {
    const { bytesRead } = socket;
    setTimeout(() => {
      if (socket.bytesRead === bytesRead) socket.destroy();
    }, BUFFER_MS).unref();
  });
}
