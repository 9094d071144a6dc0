import type { Span } from "../../grammar/index.js";
import type { Inferring } from "./infer.js";
import { CheckStopped, tooComplex } from "./limits.js";

/** Runs a check to its end or its limits; undefined if it had to stop, which is among the errors then. */
export function guarded<T>(whole: Span, inferring: Inferring, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    const stop = isExhausted(error) ? tooComplex(whole) : error;
    if (!(stop instanceof CheckStopped)) throw stop;
    if (stop.isSole) inferring.errors.length = 0;
    inferring.errors.push(stop.isSole ? { ...stop.diagnostic, span: whole } : stop.diagnostic);
    return undefined;
  }
}

/** The machine's stack may hold less than the limits allow. */
function isExhausted(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}
