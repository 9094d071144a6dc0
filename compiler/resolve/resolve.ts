import {
  type Block,
  type CallLink,
  type Chain,
  type Expression,
  type Lambda,
  type LambdaSource,
  type Link,
  type Projection,
  type ShortLambda,
  type Span,
  type Statement,
  spanOver,
} from "../../grammar/index.js";
import type { FunctionIr, Ir, Place, Sequence } from "../ir/ir.js";
import type { Origins, Receiver } from "./irTypes.js";
import { FunctionScope } from "./scope.js";

/** The implicit parameter of short lambdas and projections. spec/01 §4.3 */
const THIS = "$this";

/**
 * Resolves a query: its arguments (and placeholders) are the outermost variables. spec/05 §1.1
 *
 * @param parameters names of the arguments, in the order in which they will be passed
 * @param origins notes what each node comes from, for its type
 */
export function resolveQuery(query: Block, parameters: readonly string[], origins?: Origins): FunctionIr {
  const source: LambdaSource = {
    kind: "lambda",
    parameters: parameters.map((name) => ({ name, span: query.span })),
    rest: undefined,
    body: query,
    span: query.span,
  };
  return resolveFunction(source, undefined, origins);
}

/** Resolves a lambda that stands alone: the body of a function, computed field, check or predicate. */
export function resolveLambda(source: LambdaSource): FunctionIr {
  return resolveFunction(source, undefined);
}

/** Resolves an expression that stands alone (a default, a backfill) as a function without parameters. */
export function resolveExpression(expression: Expression): FunctionIr {
  return resolveFunction(
    { kind: "lambda", parameters: [], rest: undefined, body: expression, span: expression.span },
    undefined,
  );
}

function resolveFunction(
  source: LambdaSource,
  outer: FunctionScope | undefined,
  origins?: Origins,
): FunctionIr {
  const scope = new FunctionScope(outer, origins);
  bindParameters(scope, source);
  const body = resolve(source.body, scope);
  return {
    parameterCount: source.kind === "lambda" ? source.parameters.length : 1,
    variadic: source.kind === "lambda" && source.rest !== undefined,
    captured: scope.captured,
    localCount: scope.localCount,
    body,
    source,
  };
}

function bindParameters(scope: FunctionScope, source: Lambda | ShortLambda): void {
  if (source.kind === "shortLambda") {
    scope.bindParameter(THIS, 0);
    return;
  }
  source.parameters.forEach((parameter, index) => {
    if (parameter.name !== undefined) scope.bindParameter(parameter.name, index);
  });
  if (source.rest?.name !== undefined) scope.bindParameter(source.rest.name, source.parameters.length);
}

function resolve(expression: Expression, scope: FunctionScope): Ir {
  const node = resolveForm(expression, scope);
  scope.origins?.isExpression(node, expression);
  return node;
}

function resolveForm(expression: Expression, scope: FunctionScope): Ir {
  const { span } = expression;
  switch (expression.kind) {
    case "identifier":
      return resolveName(expression.name, span, scope);
    case "literal":
      return { kind: "constant", value: expression.value, span };
    case "template":
      return {
        kind: "template",
        parts: expression.parts.map((part) => (typeof part === "string" ? part : resolve(part, scope))),
        span,
      };
    case "if":
      return {
        kind: "conditional",
        condition: resolve(expression.condition, scope),
        then: resolve(expression.then, scope),
        otherwise: expression.otherwise && resolve(expression.otherwise, scope),
        span,
      };
    case "at":
      return {
        kind: "at",
        time: resolve(expression.time, scope),
        body: resolve(expression.body, scope),
        span,
      };
    case "match":
      return { kind: "unsupported", what: "match", span };
    case "projectionAll":
      return { kind: "unsupported", what: "project", span };
    case "lambda":
    case "shortLambda":
      return { kind: "lambda", code: resolveFunction(expression, scope), span };
    case "binary":
      return resolveBinary(expression.operator.text, expression, scope);
    case "unary":
      return {
        kind: "operation",
        operator: expression.operator,
        left: resolve(expression.operand, scope),
        right: undefined,
        argsSpan: span,
        span,
      };
    case "chain":
      return resolveChain(expression, scope);
    case "projection":
      return {
        kind: "project",
        base: resolve(expression.base, scope),
        baseSpan: lastComponentSpan(expression.base),
        code: resolveFunction(projectionAsLambda(expression), scope),
        span,
      };
    case "object":
      return {
        kind: "object",
        fields: expression.fields.map(({ name, value }) => ({
          name: name.text,
          value: resolve(value, scope),
        })),
        span,
      };
    case "tuple":
      // Parentheses only group; with any other number of elements they make an array. spec/01 §4.1
      if (expression.elements.length === 1) return resolve(expression.elements[0]!, scope);
      return { kind: "array", elements: expression.elements.map((each) => resolve(each, scope)), span };
    case "array":
      return { kind: "array", elements: expression.elements.map((each) => resolve(each, scope)), span };
    case "block":
      return resolveBlock(expression, scope);
  }
}

function resolveName(name: string, span: Span, scope: FunctionScope): Ir {
  const place = scope.find(name);
  return place === undefined ? { kind: "global", name, span } : { kind: "variable", place, name, span };
}

function resolveBinary(
  operator: string,
  expression: Extract<Expression, { kind: "binary" }>,
  scope: FunctionScope,
): Ir {
  const { span } = expression;
  const left = resolve(expression.left, scope);
  const right = resolve(expression.right, scope);
  switch (operator) {
    case "??":
      return { kind: "coalesce", left, right, span };
    case "&&":
      return { kind: "and", left, right, span };
    case "||":
      return { kind: "or", left, right, span };
    case "isa":
      return { kind: "isa", value: left, module: right, span };
    default:
      return {
        kind: "operation",
        operator: expression.operator,
        left,
        right,
        argsSpan: expression.right.span,
        span,
      };
  }
}

/** `{ a, b: .c }` as a lambda of the projected element that makes the object. */
function projectionAsLambda(projection: Projection): ShortLambda {
  return {
    kind: "shortLambda",
    body: { kind: "object", fields: projection.fields, span: projection.span },
    span: projection.span,
  };
}

function resolveBlock(block: Block, scope: FunctionScope): Sequence {
  scope.openBlock();
  const steps = block.statements.map((statement) => resolveStatement(statement, scope));
  scope.closeBlock();
  return { kind: "sequence", steps, span: block.span };
}

function resolveStatement(
  statement: Statement,
  scope: FunctionScope,
): { place: Place | undefined; value: Ir } {
  if (statement.kind === "expression")
    return { place: undefined, value: resolve(statement.expression, scope) };
  const value = resolve(statement.value, scope);
  const place = scope.newLocal();
  scope.bind(statement.name.text, place);
  return { place, value };
}

function resolveChain(chain: Chain, scope: FunctionScope): Ir {
  const steps = { chain, base: chain.base.span, links: chain.links.flatMap(stepsOf) };
  return resolveLinks(resolve(chain.base, scope), steps.base, steps, 0, steps.links.length, scope);
}

interface Steps {
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
        args: link.args.map((each) => resolve(each, scope)),
        applySpan: link.applySpan,
        span,
      };
    case "callee":
      return { kind: "callee", receiver, receiverSpan, method: link.call.field, span };
    case "apply":
      return {
        kind: "apply",
        callee: receiver,
        args: link.args.map((each) => resolve(each, scope)),
        applySpan: link.applySpan,
        span,
      };
    case "index":
      return {
        kind: "access",
        receiver,
        receiverSpan,
        args: link.args.map((each) => resolve(each, scope)),
        accessSpan: link.accessSpan,
        span,
      };
    case "nonNull":
      return { kind: "nonNull", operand: receiver, span: spanOver(receiverSpan, link.span) };
  }
}

function lastComponentSpan(expression: Expression): Span {
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
