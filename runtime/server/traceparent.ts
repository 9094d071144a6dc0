const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?$/;

/** A source of uniform bytes, handed in so that one seed reproduces a run. */
export type RandomBytes = (count: number) => Uint8Array;

/** The trace of a request goes on in its answer, with a span of ours; a missing or malformed one starts anew. spec/08 §1 */
export function answeringTraceparent(received: string | undefined, random: RandomBytes): string {
  const match = TRACEPARENT.exec(received ?? "");
  const ids = hex(random(TRACE_BYTES + SPAN_BYTES));
  const trace = match?.[1] ?? ids.slice(2 * SPAN_BYTES);
  return `00-${trace}-${ids.slice(0, 2 * SPAN_BYTES)}-${match?.[2] ?? "00"}`;
}

const TRACE_BYTES = 16;
const SPAN_BYTES = 8;

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += (byte < 16 ? "0" : "") + byte.toString(16);
  return text;
}
