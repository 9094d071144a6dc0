import type {
  Block,
  Expression,
  Lambda,
  LambdaSource,
  Projection,
  ShortLambda,
  Span,
  Statement,
} from "../../grammar/index.js";
import type { FunctionIr, Ir, Place, Sequence } from "../ir/ir.js";
import { lastComponentSpan, resolveChain } from "./chain.js";
import type { Origins } from "./irTypes.js";
import { FunctionScope, THIS } from "./scope.js";

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
      return resolveChain(expression, scope, resolve);
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
