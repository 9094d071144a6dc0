import type { Socket } from "node:net";
import { PREFACE } from "./http2Frames.js";

/**
 * Tells from its first bytes whether a connection speaks HTTP/2 with prior knowledge; they are put back. A connection
 * that says nothing in time is dropped. spec/08 §1
 */
export function sniffProtocol(
  socket: Socket,
  timeoutMs: number,
  decide: (protocol: "http1" | "http2") => void,
): void {
  let held = Buffer.alloc(0);
  const drop = (): void => {
    socket.destroy();
  };
  const look = (): void => {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) return;
    held = Buffer.concat([held, chunk]);
    const start = held.toString("latin1", 0, PREFACE.length);
    if (start.length < PREFACE.length && PREFACE.startsWith(start)) return;
    socket.off("readable", look).off("error", drop).off("end", drop).off("timeout", drop);
    socket.setTimeout(0);
    socket.unshift(held);
    decide(start === PREFACE ? "http2" : "http1");
  };
  socket.setTimeout(timeoutMs);
  socket.on("readable", look).on("error", drop).on("end", drop).on("timeout", drop);
}
