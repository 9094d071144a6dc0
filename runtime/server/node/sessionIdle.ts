import type { ServerHttp2Session } from "node:http2";

/** Closes a session on which nothing has been open for some time; an open stream may be silent for long. */
export function closeWhenIdle(session: ServerHttp2Session, idleMs: number): void {
  let open = 0;
  session.on("stream", (stream) => {
    open += 1;
    stream.once("close", () => {
      open -= 1;
    });
  });
  session.setTimeout(idleMs, () => {
    if (open === 0) session.close();
  });
}
