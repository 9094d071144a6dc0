import {
  type CallLink,
  type Chain,
  type Expression,
  type Link,
  type Span,
  spanOver,
} from "../../grammar/index.js";
import type { Ir } from "../ir/ir.js";
import type { Receiver } from "./irTypes.js";
import { type FunctionScope, THIS } from "./scope.js";

type Resolve = (expression: Expression, scope: FunctionScope) => Ir;

/**
 * `a.b(c)?.d!`: each link a node of its own, applied to the one before. spec/05 §2
 *
 * @param resolve what expressions inside become
 */
export function resolveChain(chain: Chain, scope: FunctionScope, resolve: Resolve): Ir {
  const steps = { resolve, chain, base: chain.base.span, links: chain.links.flatMap(stepsOf) };
  return resolveLinks(resolve(chain.base, scope), steps.base, steps, 0, steps.links.length, scope);
}

interface Steps {
  readonly resolve: Resolve;
  readonly chain: Chain;
  readonly base: Span;
  readonly links: readonly Step[];
}

/** `x.f?.(a)` is taken as `x.f`, then `?.(a)`: where `f` is null, the rest of the chain is skipped. spec/05 §2.2 */
type Step = Link | CalleeStep;

interface CalleeStep {
  readonly kind: "callee";
  readonly call: CallLink;
  readonly span: Span;
}

function stepsOf(link: Link): readonly Step[] {
  if (link.kind !== "call" || link.optionalApply === undefined) return [link];
  const { dotSpan, field, args, optionalApply, applySpan, span } = link;
  return [
    { kind: "callee", call: link, span: spanOver(dotSpan, field.span) },
    { kind: "apply", args, optional: optionalApply, applySpan, span },
  ];
}

/** The link as it is written. */
function linkOf(step: Step): Link {
  return step.kind === "callee" ? step.call : step;
}

/** Notes for its type that a node is what the step at `index` is applied to, or else the whole chain. */
function noteOrigin(node: Ir, steps: Steps, index: number, scope: FunctionScope): void {
  const { origins } = scope;
  if (origins === undefined) return;
  if (index === steps.links.length) origins.isExpression(node, steps.chain);
  else origins.isReceiver(node, receiverAt(steps, index));
}

/** What the step at `index` is applied to: of `x.f?.(a)`, the second step calls the first. */
function receiverAt(steps: Steps, index: number): Receiver {
  const before = steps.links[index - 1];
  return before?.kind === "callee" ? { callee: before.call } : { link: linkOf(steps.links[index]!) };
}

/**
 * Resolves links `from … to` of a chain on a receiver. `?.` skips the rest of the chain up to the next `!`, which sees
 * the null: so the links up to there become the `rest` of an `Optional`. spec/05 §2.2
 */
function resolveLinks(
  receiver: Ir,
  receiverSpan: Span,
  steps: Steps,
  from: number,
  to: number,
  scope: FunctionScope,
): Ir {
  let current = receiver;
  let currentSpan = receiverSpan;
  for (let i = from; i < to; i++) {
    const link = steps.links[i]!;
    if (isOptional(link)) {
      let end = i + 1;
      while (end < to && steps.links[end]!.kind !== "nonNull") end++;
      current = resolveOptional(current, currentSpan, steps, i, end, scope);
      // A `!` right behind belongs to the optional stretch: only there is it known which link stopped.
      const required = steps.links[end]?.kind === "nonNull";
      i = required ? end : end - 1;
      currentSpan = componentSpan(steps.links[i]!);
    } else {
      current = resolveLink(current, currentSpan, link, steps, scope);
      currentSpan = componentSpan(link);
    }
    noteOrigin(current, steps, i + 1, scope);
  }
  return current;
}

function isOptional(link: Step): boolean {
  switch (link.kind) {
    case "field":
    case "call":
      return link.optional;
    case "apply":
    case "index":
      return link.optional !== undefined;
    case "callee":
      return link.call.optional;
    case "nonNull":
      return false;
  }
}

function resolveOptional(
  receiver: Ir,
  receiverSpan: Span,
  steps: Steps,
  at: number,
  end: number,
  scope: FunctionScope,
): Ir {
  const link = steps.links[at]!;
  const written = linkOf(link);
  const place = scope.newLocal();
  const held: Ir = { kind: "variable", place, name: THIS, span: receiverSpan };
  scope.origins?.isReceiver(held, receiverAt(steps, at), true);
  const first = resolveLink(held, receiverSpan, link, steps, scope);
  noteOrigin(first, steps, at + 1, scope);
  const rest = resolveLinks(first, componentSpan(link), steps, at + 1, end, scope);
  const last = steps.links[end - 1]!;
  const stopsAtLast = end - 1 === (link.kind === "callee" ? at + 1 : at);
  const mark = steps.links[end];
  const required = mark?.kind === "nonNull" ? mark.span : undefined;
  const isMarked = required !== undefined && !endsRequired(steps, at, end);
  const whole: Ir = isMarked
    ? { kind: "nonNull", operand: rest, span: spanOver(componentSpan(last), required) }
    : rest;
  if (isMarked) noteOrigin(whole, steps, end + 1, scope);
  return {
    kind: "optional",
    receiver,
    receiverSpan,
    includesNullDocuments: link.kind !== "apply",
    method: written.kind === "call" ? written.field.text : undefined,
    index: first.kind === "access" ? first.args : [],
    place,
    rest: whole,
    required: required && spanOver(stopsAtLast ? componentSpan(last) : last.span, required),
    span: spanOver(steps.base, last.span),
  };
}

/** True where a later `?.` of the same stretch carries the `!` already. */
function endsRequired(steps: Steps, at: number, end: number): boolean {
  for (let i = at + 1; i < end; i++) if (isOptional(steps.links[i]!)) return true;
  return false;
}

function resolveLink(receiver: Ir, receiverSpan: Span, link: Step, steps: Steps, scope: FunctionScope): Ir {
  const span = spanOver(steps.base, link.span);
  switch (link.kind) {
    case "field":
      return { kind: "select", receiver, receiverSpan, field: link.field, span };
    case "call":
      return {
        kind: "methodCall",
        receiver,
        receiverSpan,
        method: link.field,
        args: link.args.map((each) => steps.resolve(each, scope)),
        applySpan: link.applySpan,
        span,
      };
    case "callee":
      return { kind: "callee", receiver, receiverSpan, method: link.call.field, span };
    case "apply":
      return {
        kind: "apply",
        callee: receiver,
        args: link.args.map((each) => steps.resolve(each, scope)),
        applySpan: link.applySpan,
        span,
      };
    case "index":
      return {
        kind: "access",
        receiver,
        receiverSpan,
        args: link.args.map((each) => steps.resolve(each, scope)),
        accessSpan: link.accessSpan,
        span,
      };
    case "nonNull":
      return { kind: "nonNull", operand: receiver, span: spanOver(receiverSpan, link.span) };
  }
}

/** The part of an expression that errors about its value point at: of a chain, that of its last link. */
export function lastComponentSpan(expression: Expression): Span {
  return expression.kind === "chain" ? componentSpan(expression.links.at(-1)!) : expression.span;
}

/** The part of a link that errors about its value point at: the field name, `(…)`, `[…]`. spec/05 §2.1 */
function componentSpan(link: Step): Span {
  switch (link.kind) {
    case "field":
      return link.field.span;
    case "callee":
      return link.call.field.span;
    case "call":
    case "apply":
      return link.applySpan;
    case "index":
      return link.accessSpan;
    case "nonNull":
      return link.span;
  }
}
