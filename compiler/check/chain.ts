import { type Chain, type Expression, type IndexLink, type Span, spanOver } from "../../grammar/index.js";
import { accessUse, difference, fieldUse, literalOf, NULL } from "../types/build.js";
import type { Value } from "../types/type.js";
import { inferCall } from "./call.js";
import { knownField } from "./known.js";
import type { Scope } from "./scope.js";
import type { ExpressionTyper } from "./typer.js";

/** `a.b?.c(1)[0]!`, link by link. spec/03 §5 "Chain" */
export function inferChain(typer: ExpressionTyper, chain: Chain, scope: Scope | undefined): Value {
  const { base } = chain;
  let value = typer.infer(base, scope);
  /** What was read so far. */
  let place = base.span;
  let mayBeNull = false;
  const withoutNull = (): void => {
    value = difference(value, value.span);
    mayBeNull = true;
  };
  for (const link of chain.links) {
    const whole = spanOver(base.span, link.span);
    typer.receivers.set(link, value);
    if (link === typer.unfinished) return typer.session.fresh(chain.span);
    switch (link.kind) {
      case "field":
        if (link.optional) withoutNull();
        value = readField(typer, value, link.field.text, link.field.span, place);
        break;
      case "call": {
        if (link.optional) withoutNull();
        value = readField(typer, value, link.field.text, link.field.span, place);
        if (link.optionalApply !== undefined) {
          typer.callees.set(link, value);
          withoutNull();
        }
        value = call(typer, value, link.args, link.applySpan, whole, scope);
        break;
      }
      case "apply":
        if (link.optional !== undefined) withoutNull();
        value = call(typer, value, link.args, link.applySpan, whole, scope);
        break;
      case "index":
        if (link.optional !== undefined) withoutNull();
        value = index(typer, value, link, whole, scope);
        break;
      case "nonNull":
        value = difference(value, value.span);
        mayBeNull = false;
        break;
    }
    place = whole;
  }
  if (!mayBeNull) return value;
  const result = typer.session.fresh(chain.span);
  typer.constrain(value, result, base.span);
  typer.constrain(NULL, result, base.span);
  return result;
}

function readField(typer: ExpressionTyper, value: Value, field: string, span: Span, place: Span): Value {
  const known = knownField(typer.session, typer.shapes, value, field);
  if (known !== undefined) return typer.session.known(known, span);
  const result = typer.session.fresh(span);
  const dotSpan: Span = { source: span.source, start: place.end, end: span.start };
  typer.constrain(value, fieldUse(field, result, span, dotSpan), place);
  return result;
}

function call(
  typer: ExpressionTyper,
  callee: Value,
  args: readonly Expression[],
  argumentSpan: Span,
  callSite: Span,
  scope: Scope | undefined,
): Value {
  const values = args.map((arg) => typer.infer(arg, scope));
  return inferCall(typer, callee, values, args, argumentSpan, callSite);
}

function index(
  typer: ExpressionTyper,
  value: Value,
  link: IndexLink,
  callSite: Span,
  scope: Scope | undefined,
): Value {
  const { args, accessSpan } = link;
  const result = typer.session.fresh(accessSpan);
  const [only] = args;
  if (args.length === 1 && only?.kind === "literal" && only.value.kind !== "null") {
    const key = literalOf(only.value, only.span);
    typer.types.set(only, key);
    typer.constrain(value, accessUse([key], result, accessSpan), callSite);
    return result;
  }
  const keys = args.map(() => typer.session.fresh(accessSpan));
  const values = args.map((arg) => typer.infer(arg, scope));
  if (!typer.constrain(value, accessUse(keys, result, accessSpan), callSite)) return result;
  for (const [position, each] of values.entries()) {
    typer.constrain(each, keys[position]!, args[position]!.span);
  }
  return result;
}
