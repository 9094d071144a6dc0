import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Closes idle connections of HTTP/1.1 when they are due, unless a request is there: timers run before sockets are read,
 * and on a busy machine the request may have waited for long.
 */
export function closeIdleConnections(server: Server): void {
  server.on("timeout", (socket: Socket) => {
    const { bytesRead } = socket;
    setImmediate(() => {
      if (socket.bytesRead === bytesRead) socket.destroy();
    });
  });
}
