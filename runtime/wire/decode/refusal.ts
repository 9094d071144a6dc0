import type { Decoded } from "../../queryRequest.js";
import type { Value } from "../../values/index.js";

/** Ends the decoding of a value; never leaves this folder. */
class Refusal {
  constructor(readonly reason: string) {}
}

export function refused(reason: string): Refusal {
  return new Refusal(reason);
}

/** The value that `decode` returns, or the reason it was refused for. */
export function decodingResult(decode: () => Value): Decoded {
  try {
    return { ok: true, value: decode() };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return { ok: false, reason: refusal.reason };
  }
}
