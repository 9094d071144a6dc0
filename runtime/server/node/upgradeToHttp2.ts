import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { prefaceLength, requestFrames } from "./http2Frames.js";

/** The stream that an upgraded request becomes. RFC 7540 §3.2 */
const UPGRADED_STREAM = 1;
const SWITCHING = "HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: h2c\r\n\r\n";
const HOP_HEADERS = ["connection", "upgrade", "http2-settings", "host", "content-length", "keep-alive"];

/**
 * True for a request to go on in HTTP/2 whose body, if any, has a known length within `limit` and is sent without being
 * asked for.
 */
export function offersHttp2({ headers }: IncomingMessage, limit: number): boolean {
  const protocols = (headers.upgrade ?? "").split(",").map((name) => name.trim().toLowerCase());
  const length = Number(headers["content-length"] ?? 0);
  return (
    protocols.includes("h2c") &&
    headers["http2-settings"] !== undefined &&
    headers["transfer-encoding"] === undefined &&
    headers.expect === undefined &&
    length <= limit
  );
}

/**
 * Switches a connection to HTTP/2. Node's server cannot take over a request, so the request comes again as the frames
 * it would have been, right behind the client's preface; `ready` gets the socket with all that unread. spec/08 §1
 */
export function upgradeToHttp2(
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
  timeoutMs: number,
  ready: () => void,
): void {
  const bodyLength = Number(request.headers["content-length"] ?? 0);
  let held = head;
  let hasSwitched = false;
  const drop = (): void => {
    socket.destroy();
  };
  const look = (): void => {
    const chunk: Buffer | null = socket.read();
    if (chunk !== null) held = Buffer.concat([held, chunk]);
    if (held.length < bodyLength) return;
    if (!hasSwitched) {
      hasSwitched = true;
      socket.write(SWITCHING);
    }
    const preface = prefaceLength(held.subarray(bodyLength));
    if (preface === undefined) return;
    socket.off("readable", look).off("error", drop).off("end", drop).off("timeout", drop);
    socket.setTimeout(0);
    const end = bodyLength + preface;
    const frames = requestFrames(UPGRADED_STREAM, headersOf(request), held.subarray(0, bodyLength));
    socket.unshift(Buffer.concat([held.subarray(bodyLength, end), frames, held.subarray(end)]));
    ready();
  };
  socket.setTimeout(timeoutMs);
  socket.on("readable", look).on("error", drop).on("end", drop).on("timeout", drop);
  look();
}

function headersOf({ method = "GET", url = "/", headers, rawHeaders }: IncomingMessage) {
  const fields: (readonly [string, string])[] = [
    [":method", method],
    [":path", url],
    [":scheme", "http"],
    [":authority", headers.host ?? ""],
  ];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    if (!HOP_HEADERS.includes(name)) fields.push([name, rawHeaders[i + 1]!]);
  }
  return fields;
}

/** The head of a request without the offer, so that it can be read again as an ordinary one. */
export function headWithoutUpgrade({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    if (name !== "upgrade" && name !== "connection" && name !== "http2-settings") {
      lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
    }
  }
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
}
