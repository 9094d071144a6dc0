import type {
  Block,
  CallLink,
  Diagnostic,
  Expression,
  Identifier,
  Lambda,
  Let,
  Link,
  ObjectLiteral,
  Parameter,
  Projection,
  Span,
} from "../../grammar/index.js";
import { BASE } from "../types/alternative.js";
import {
  ANY,
  at,
  BOOLEAN,
  difference,
  functionOf,
  literalOf,
  NEVER,
  NULL,
  named,
  projectionUse,
  record,
  tuple,
  union,
} from "../types/build.js";
import { elaborate } from "../types/elaborate.js";
import { hasSkolem, type Shapes } from "../types/shape.js";
import type { Type, Use, Value } from "../types/type.js";
import { anneal } from "./anneal.js";
import { inferCall } from "./call.js";
import { inferChain } from "./chain.js";
import { Constraining } from "./constrain.js";
import { printerOf } from "./display.js";
import type { TypeEnvironment } from "./environment/typeEnvironment.js";
import { missingField } from "./failures.js";
import { projectKnown } from "./knownProjection.js";
import { instantiate } from "./levels.js";
import { checkComplexity, type Limits } from "./limits.js";
import { Noted } from "./noted.js";
import { OPERATORS } from "./operators.js";
import { reportFailures } from "./report.js";
import { Resolver } from "./resolve.js";
import { bind, lookUp, type Scope } from "./scope.js";
import { Session } from "./session.js";
import { instantiateSignature } from "./signature.js";
import type { ExpressionTyper } from "./typer.js";
import { VisitedPairs } from "./visitedPairs.js";

const TIME_OR_TRANSACTION_TIME: Type = union([named("Time"), named("TransactionTime")], undefined);

/** Finds the types of expressions, statement by statement; errors are collected as they come. spec/03 §5 */
export class Inferring implements ExpressionTyper {
  readonly session = new Session();
  readonly errors: Diagnostic[] = [];
  readonly warnings: Diagnostic[] = [];
  /** The value of each expression that was looked at. */
  readonly types = new Noted<Expression, Value>();
  readonly receivers = new Noted<Link, Value>();
  readonly callees = new Noted<CallLink, Value>();
  readonly parameters = new Noted<Parameter, Value>();
  readonly #resolver = new Resolver(this.session);
  /** Used again by each call of `constrain`. */
  readonly #visited = new VisitedPairs();
  #depth = 0;

  constructor(
    readonly environment: TypeEnvironment,
    readonly limits: Limits,
    readonly unfinished: Link | undefined = undefined,
  ) {}

  get shapes(): Shapes {
    return this.environment.shapes;
  }

  infer(expression: Expression, scope: Scope | undefined): Value {
    checkComplexity(this.limits, this.#depth, expression.span);
    this.#depth++;
    const before = this.errors.length;
    const value = this.#infer(expression, scope);
    if (this.errors.length > before && value.kind === "variable") value.state.poisoned = true;
    this.types.set(expression, value);
    this.#depth--;
    return value;
  }

  /** One step of a typing rule: false if it failed, which was reported then. */
  constrain(value: Value, use: Use, callSite: Span | undefined): boolean {
    const { shapes } = this;
    this.#visited.clear();
    const constraining = new Constraining(this.session, shapes, this.limits, callSite, this.#visited);
    const comparison = constraining.compare(value, BASE, use, BASE);
    if (constraining.isNotable) {
      const resolution = this.#resolver.resolve(comparison, constraining.failed);
      if (!resolution.ok) {
        this.session.rollback();
        const print = printerOf(this.session, shapes);
        this.errors.push(...reportFailures(value, use, callSite, resolution.failures, print));
        return false;
      }
    }
    this.session.commit();
    return true;
  }

  fail(message: string, span: Span): Value {
    this.errors.push({ severity: "error", message, span, hints: [] });
    return ANY;
  }

  #infer(expression: Expression, scope: Scope | undefined): Value {
    const { span } = expression;
    switch (expression.kind) {
      case "identifier":
        return this.#identifier(expression, scope);
      case "literal":
        return expression.value.kind === "null" ? at(NULL, span) : literalOf(expression.value, span);
      case "template":
        for (const part of expression.parts) if (typeof part !== "string") this.infer(part, scope);
        return named("String", [], span);
      case "if": {
        const condition = this.infer(expression.condition, scope);
        this.constrain(condition, BOOLEAN, expression.condition.span);
        const then = this.infer(expression.then, scope);
        if (expression.otherwise === undefined) return at(NULL, span);
        const otherwise = this.infer(expression.otherwise, scope);
        const result = this.session.fresh(span);
        this.constrain(then, result, span);
        this.constrain(otherwise, result, span);
        return result;
      }
      case "at": {
        const time = this.infer(expression.time, scope);
        const body = this.infer(expression.body, scope);
        this.constrain(time, TIME_OR_TRANSACTION_TIME, expression.time.span);
        return body;
      }
      case "lambda":
        return this.#lambda(expression, scope);
      case "shortLambda":
        return this.shortLambda(expression.body, span, scope);
      case "binary":
        return this.#binary(expression, scope);
      case "unary": {
        const operand = this.infer(expression.operand, scope);
        return this.#operate(expression.operator.text, [expression.operand], [operand], span, span);
      }
      case "chain":
        return inferChain(this, expression, scope);
      case "projection":
        return this.#projection(expression, scope);
      case "match":
        return this.fail("Unimplemented typecheck for fql.ast.Expr$Match", span);
      case "projectionAll":
        return this.fail("Unimplemented typecheck for fql.ast.Expr$ProjectAll", span);
      case "object":
        return this.#object(expression.fields, span, scope);
      case "tuple": {
        const [only] = expression.elements;
        if (expression.elements.length === 1 && only !== undefined)
          return placedAt(this.infer(only, scope), span);
        return tuple(
          expression.elements.map((element) => this.infer(element, scope)),
          span,
        );
      }
      case "array":
        return tuple(
          expression.elements.map((element) => this.infer(element, scope)),
          span,
        );
      case "block":
        return this.block(expression, scope);
    }
  }

  block(block: Block, scope: Scope | undefined): Value {
    let inner = scope;
    let value: Value = NEVER;
    for (const statement of block.statements) {
      if (statement.kind === "expression") value = this.infer(statement.expression, inner);
      else {
        inner = this.#let(statement, inner);
        value = NEVER;
      }
    }
    return value;
  }

  /** Types an expression one level deeper: its variables can be quantified over afterwards. */
  deeper<T>(work: () => T): T {
    const { session } = this;
    const { meetsOuter } = session;
    session.level++;
    session.meetsOuter = session.openLambdas > 0;
    try {
      return work();
    } finally {
      session.level--;
      session.meetsOuter = meetsOuter;
    }
  }

  #inLambda<T>(work: () => T): T {
    this.session.openLambdas++;
    const result = work();
    this.session.openLambdas--;
    return result;
  }

  #let(statement: Let, scope: Scope | undefined): Scope {
    const { level } = this.session;
    const { name } = statement;
    if (statement.type === undefined) {
      const type = this.deeper(
        () => anneal(this.session, this.infer(statement.value, scope), true, level) as Value,
      );
      return bind(scope, { name: name.text, type, level, hasGenerics: false });
    }
    const annotation = statement.type;
    const type = this.deeper(() => {
      const value = this.infer(statement.value, scope);
      const { shapes } = this;
      const elaborated = elaborate(annotation, { shapes, genericLevel: level + 1, keepSpans: true });
      this.errors.push(...elaborated.errors);
      this.warnings.push(...elaborated.warnings);
      this.constrain(value, elaborated.type, name.span);
      return elaborated.type;
    });
    return bind(scope, { name: name.text, type, level, hasGenerics: hasSkolem(type) });
  }

  #identifier(expression: Identifier, scope: Scope | undefined): Value {
    const { name, span } = expression;
    const bound = lookUp(scope, name);
    const { shapes } = this;
    let value: Value;
    if (bound !== undefined) {
      value = bound.hasGenerics
        ? instantiateSignature(this.session, shapes, bound.type as Type, undefined)
        : instantiate(this.session, bound.type, bound.level);
    } else {
      const global = this.environment.globals.get(name);
      if (global === undefined) return this.fail(`Unbound variable \`${name}\``, span);
      value = global.generic
        ? instantiateSignature(this.session, shapes, global.type, undefined)
        : global.type;
    }
    return value.span === undefined ? at(value, span) : value;
  }

  #lambda(expression: Lambda, scope: Scope | undefined): Value {
    const { level } = this.session;
    let inner = scope;
    const bindParameter = (parameter: Parameter, type: Value) => {
      this.parameters.set(parameter, type);
      const { name } = parameter;
      if (name !== undefined) inner = bind(inner, { name, type, level, hasGenerics: false });
    };
    const parameters = expression.parameters.map((parameter) => {
      const fresh = this.session.fresh(parameter.span);
      bindParameter(parameter, fresh);
      return fresh;
    });
    const { rest } = expression;
    const variadic = rest === undefined ? undefined : this.session.fresh(rest.span);
    if (rest !== undefined && variadic !== undefined) {
      bindParameter(rest, named("Array", [variadic], rest.span));
    }
    const result = this.#inLambda(() => this.infer(expression.body, inner));
    return functionOf<Use, Value>({
      names: [],
      parameters,
      variadic,
      variadicName: undefined,
      result,
      span: expression.span,
    });
  }

  /** `.a + 1`: a function of the value on which the field is read. */
  shortLambda(body: Expression, span: Span, scope: Scope | undefined): Value {
    const parameter = this.session.fresh(span);
    const inner = bind(scope, {
      name: "$this",
      type: parameter,
      level: this.session.level,
      hasGenerics: false,
    });
    const result = this.#inLambda(() => this.infer(body, inner));
    return this.#functionOfThis(parameter, result, span);
  }

  #functionOfThis(parameter: Use, result: Value, span: Span): Value {
    return functionOf<Use, Value>({
      names: [],
      parameters: [parameter],
      variadic: undefined,
      variadicName: undefined,
      result,
      span,
    });
  }

  #projection(expression: Projection, scope: Scope | undefined): Value {
    const { span } = expression;
    const base = this.infer(expression.base, scope);
    const project = (element: Value): Value => {
      const inner = bind(scope, {
        name: "$this",
        type: element,
        level: this.session.level,
        hasGenerics: false,
      });
      return this.#inLambda(() => this.#object(expression.fields, span, inner));
    };
    const known = projectKnown(this, base, expression, project);
    if (known !== undefined) return known;
    const parameter = this.session.fresh(span);
    const projector = this.#functionOfThis(parameter, project(parameter), span);
    const result = this.session.fresh(span);
    this.constrain(base, projectionUse(projector, result, span), span);
    return result;
  }

  #object(fields: ObjectLiteral["fields"], span: Span, scope: Scope | undefined): Value {
    const values = new Map<string, Value>();
    for (const { name, value } of fields) values.set(name.text, this.infer(value, scope));
    return record(values, undefined, span);
  }

  #binary(expression: Expression & { kind: "binary" }, scope: Scope | undefined): Value {
    const { left, right, span } = expression;
    const operator = expression.operator.text;
    switch (operator) {
      case "isa":
        return at(BOOLEAN, span);
      case "??": {
        const first = this.infer(left, scope);
        const second = this.infer(right, scope);
        const result = this.session.fresh(span);
        this.constrain(difference(first, first.span), result, left.span);
        this.constrain(second, result, right.span);
        return result;
      }
      case "&&":
      case "||": {
        const first = this.infer(left, scope);
        const second = this.infer(right, scope);
        this.constrain(first, BOOLEAN, left.span);
        this.constrain(second, BOOLEAN, right.span);
        return at(BOOLEAN, span);
      }
      default: {
        const operands = [this.infer(left, scope), this.infer(right, scope)];
        return this.#operate(operator, [left, right], operands, span, right.span);
      }
    }
  }

  #operate(
    operator: string,
    operands: readonly Expression[],
    values: readonly Value[],
    span: Span,
    argumentSpan: Span,
  ): Value {
    const signature = OPERATORS.get(operator);
    if (signature === undefined) {
      const failure = missingField(values[0]!, operator, operands[0]!.span, undefined);
      return this.fail(failure.message(printerOf(this.session, this.shapes)), operands[0]!.span);
    }
    return inferCall(this, signature, values, operands, argumentSpan, span);
  }
}

/** Parentheses move a value to their own place; lambdas and values without null keep theirs. */
function placedAt(value: Value, span: Span): Value {
  return value.kind === "function" || value.kind === "difference" ? value : at(value, span);
}
