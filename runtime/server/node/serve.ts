import { setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import { createServer as createHttp2Server, type Http2Server, type ServerHttp2Session } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import { type App, BODY_LIMIT } from "../createApp.js";
import { closeIdleConnections, type IdleLimits } from "./connectionIdle.js";
import { exchange } from "./exchange.js";
import type { ExchangeLimits, NodeRequest, NodeResponse } from "./messages.js";
import { BAD_REQUEST, REQUEST_TIMEOUT, refuseConnection } from "./refusals.js";
import { closeWhenIdle } from "./sessionIdle.js";
import { sniffProtocol } from "./sniffProtocol.js";
import { headWithoutUpgrade, offersHttp2, upgradeToHttp2 } from "./upgradeToHttp2.js";

export interface ServeOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** How long `close` waits for what is under way. */
  readonly graceMs?: number;
  /** How long a client may take to send a request; a minute unless told otherwise. */
  readonly requestTimeoutMs?: number;
  /** How long connections of HTTP/1.1 are kept while nothing is asked. */
  readonly idle?: Partial<IdleLimits>;
  readonly onFault?: (fault: unknown) => void;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Takes no new connections, ends streams, lets other requests end, and closes what is left after the grace. */
  close(): Promise<void>;
}

const DEFAULT_PORT = 8443;
const IDLE: IdleLimits = { keepAliveMs: 5_000, pooledIdleMs: 60_000 };
const GRACE_MS = 5_000;
/** How often a closing server looks for connections that have become idle. */
const SWEEP_MS = 50;
const HTTP2_WINDOW_BYTES = 1 << 20;

/** spec/08 §1 */
const LIMITS = { headerBytes: 8_192, urlLength: 16_384 };
const REQUEST_TIMEOUT_MS = 60_000;
/** When a silent connection is asked, below HTTP, whether its client is still there. */
const PROBE_MS = 60_000;
/** Connections that wait to be taken. */
const BACKLOG = 4_096;
/** How often connections are looked through for late requests. */
const TIMEOUT_CHECKS = 10;

/** Serves an app, or a database, on one port over HTTP/1.1 and HTTP/2 without TLS. spec/08 §1 */
export async function serve(app: App, options: ServeOptions = {}): Promise<RunningServer> {
  const { port = DEFAULT_PORT, host, graceMs = GRACE_MS, onFault = console.error } = options;
  const { requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
  const limits: ExchangeLimits = { ...LIMITS, requestTimeoutMs, bodyBytes: app.bodyLimit ?? BODY_LIMIT };
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // one for each open stream
  const handle = (request: NodeRequest, response: NodeResponse): void => {
    exchange(app, limits, closing.signal, request, response).catch((fault: unknown) => {
      onFault(fault);
      response.destroy();
    });
  };
  const open: OpenConnections = { sockets: new Set(), silent: new Set(), sessions: new Set() };
  const http2 = createHttp2(handle, open, requestTimeoutMs);
  const http1 = createHttp1(handle, open, requestTimeoutMs, { ...IDLE, ...options.idle });
  shareConnections(http1, http2, open, limits);
  await listen(http1, port, host);
  const address = http1.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://${host ?? "localhost"}:${address.port}`,
    close: () => {
      closing.abort();
      return shutDown(http1, open, graceMs);
    },
  };
}

interface OpenConnections {
  readonly sockets: Set<Socket>;
  /** Those that have not said yet which protocol they speak. */
  readonly silent: Set<Socket>;
  readonly sessions: Set<ServerHttp2Session>;
}

type Handle = (request: NodeRequest, response: NodeResponse) => void;

function createHttp1(
  handle: Handle,
  { sockets }: OpenConnections,
  requestTimeoutMs: number,
  idle: IdleLimits,
): Server {
  const server = createServer(
    {
      keepAlive: true,
      keepAliveInitialDelay: PROBE_MS,
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: requestTimeoutMs / TIMEOUT_CHECKS,
      maxHeaderSize: LIMITS.headerBytes + LIMITS.urlLength,
    },
    handle,
  );
  closeIdleConnections(server, sockets, idle);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    refuseConnection(
      socket as Socket,
      error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? REQUEST_TIMEOUT : BAD_REQUEST,
    );
  });
  return server;
}

function createHttp2(handle: Handle, { sessions }: OpenConnections, requestTimeoutMs: number): Http2Server {
  const server = createHttp2Server(
    { settings: { initialWindowSize: HTTP2_WINDOW_BYTES }, maxSessionMemory: 64 },
    handle,
  );
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
    session.on("error", () => session.destroy());
    closeWhenIdle(session, requestTimeoutMs);
  });
  return server;
}

/** The HTTP/1.1 server owns the port; connections that begin as HTTP/2, or ask to go on so, go to the other. */
function shareConnections(
  http1: Server,
  http2: Http2Server,
  open: OpenConnections,
  limits: ExchangeLimits,
): void {
  const listeners = http1.listeners("connection") as ((socket: Socket) => void)[];
  const speakHttp1 = (socket: Socket): void => {
    for (const listener of listeners) listener.call(http1, socket);
  };
  http1.removeAllListeners("connection");
  http1.on("connection", (socket: Socket) => {
    open.sockets.add(socket);
    open.silent.add(socket);
    // Between protocols nobody else listens, and a client that resets its connection is no fault of ours.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      open.sockets.delete(socket);
      open.silent.delete(socket);
    });
    sniffProtocol(socket, limits.requestTimeoutMs, (protocol) => {
      open.silent.delete(socket);
      if (protocol === "http2") http2.emit("connection", socket);
      else speakHttp1(socket);
    });
  });
  http1.on("upgrade", (request, socket: Socket, head) => {
    if (offersHttp2(request, limits.bodyBytes)) {
      upgradeToHttp2(request, socket, head, limits.requestTimeoutMs, () => http2.emit("connection", socket));
    } else {
      socket.unshift(Buffer.concat([headWithoutUpgrade(request), head]));
      speakHttp1(socket);
    }
  });
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function shutDown(http1: Server, open: OpenConnections, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => http1.close(() => resolve()));
  for (const socket of open.silent) socket.destroy();
  for (const session of open.sessions) session.close();
  const timer = setTimeout(() => {
    for (const socket of open.sockets) socket.destroy();
  }, graceMs);
  const sweep = setInterval(() => http1.closeIdleConnections(), SWEEP_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(timer);
}
