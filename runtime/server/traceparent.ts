const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?$/;

/** A source of uniform bytes, handed in so that one seed reproduces a run. */
export type RandomBytes = (count: number) => Uint8Array;

/** The trace of a request goes on in its answer, with a span of ours; a missing or malformed one starts anew. spec/08 §1 */
export function answeringTraceparent(received: string | undefined, random: RandomBytes): string {
  const match = TRACEPARENT.exec(received ?? "");
  const trace = match?.[1] ?? hex(random(16));
  return `00-${trace}-${hex(random(8))}-${match?.[2] ?? "00"}`;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
