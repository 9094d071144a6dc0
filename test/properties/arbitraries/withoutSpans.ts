import type { Span } from "../../../grammar/index.js";

/** A tree without its places, for comparing. Spans that say whether a `?.` was written become `true`. */
export function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== "object" || value === null) return value;
  if (isSpan(value)) return true;
  const kept = Object.entries(value).filter(([name]) => name !== "span" && !name.endsWith("Span"));
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutSpans(part)]));
}

function isSpan(value: object): value is Span {
  return "source" in value && "start" in value && "end" in value;
}
