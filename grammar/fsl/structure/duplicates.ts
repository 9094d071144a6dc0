import type { Span } from "../../span.js";
import { problems, type Report } from "../problems.js";

/** Reports what was there before: `first` maps what must be unique in one place to where it first stood. */
export function reportDuplicate(
  first: Map<string, Span>,
  key: string,
  what: string,
  span: Span,
  report: Report,
): void {
  const original = first.get(key);
  if (original === undefined) first.set(key, span);
  else report(problems.duplicate(what, span, original));
}
