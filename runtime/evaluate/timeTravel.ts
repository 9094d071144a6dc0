import type { Ir } from "../../compiler/index.js";
import type { Span } from "../../grammar/index.js";
import { type Run, typeName } from "../call/index.js";
import { invalidArgument, typeMismatch } from "../problems/calls.js";
import { microsOf, Time, type Timestamp, TransactionTime, type Value } from "../values/index.js";
import type { Code, Layout, Link } from "./layout.js";

/** `at (t) e`: what `e` obtains is read as of `t`. spec/05 §2.4 */
export function linkAt(ir: Extract<Ir, { kind: "at" }>, layout: Layout, link: Link): Code {
  const time = link(ir.time, layout);
  const body = link(ir.body, layout);
  const timeSpan = ir.time.span;
  return (run, frame) => {
    const at = readTime(run, time(run, frame), timeSpan);
    const outer = run.at;
    run.at = at;
    const result = body(run, frame);
    run.at = outer;
    return result;
  };
}

/** The present for `TransactionTime()` and for the snapshot's own time. */
function readTime(run: Run, value: Value, span: Span): Timestamp | undefined {
  if (value instanceof TransactionTime) return undefined;
  if (!(value instanceof Time)) throw typeMismatch("Time", typeName(value)).at(span);
  const at = microsOf(value);
  const { snapshot } = run.transaction;
  if (at > snapshot) throw invalidArgument("at_time", "cannot evaluate `at` in the future").at(span);
  return at === snapshot ? undefined : at;
}
