import type { Server } from "node:http";
import type { Socket } from "node:net";

export interface IdleLimits {
  /** What clients are told, and when a connection that asked once is closed. */
  readonly keepAliveMs: number;
  /** How much later one of a pool is closed. */
  readonly pooledIdleMs: number;
}

/** More connections than these belong to pools. */
const FEW = 8;

/**
 * Closes idle connections of HTTP/1.1 when they are due, unless a request is there: timers run before sockets are read,
 * and on a busy machine the request may have waited for long. A connection that was used again, or is one of many,
 * belongs to a pool, which heeds what it is told by itself; were it closed under a client that stands still for some
 * seconds, the query that this client sends next would fail. spec/08 §1
 */
export function closeIdleConnections(
  server: Server,
  open: ReadonlySet<Socket>,
  { keepAliveMs, pooledIdleMs }: IdleLimits,
): void {
  const used = new WeakSet<Socket>();
  const reused = new WeakSet<Socket>();
  server.keepAliveTimeout = keepAliveMs;
  server.on("request", ({ socket }) => {
    (used.has(socket) ? reused : used).add(socket);
  });
  server.on("timeout", (socket: Socket) => {
    const { bytesRead } = socket;
    setImmediate(() => {
      if (socket.bytesRead !== bytesRead) return;
      const isPooled = reused.has(socket) || open.size > FEW;
      if (isPooled && socket.timeout! < pooledIdleMs) socket.setTimeout(pooledIdleMs);
      else socket.destroy();
    });
  });
}
