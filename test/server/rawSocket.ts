import { connect } from "node:net";

/** Sends bytes and goes away shortly after, whatever the server does. */
export function sendAndLeave(port: number, parts: readonly Uint8Array[]): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      for (const part of parts) socket.write(part);
      setTimeout(() => socket.destroy(), 5);
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve());
    socket.resume();
  });
}
