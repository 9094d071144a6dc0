import type {
  Binary,
  Expression,
  Identifier,
  Link,
  Pattern,
  Statement,
  TypeExpression,
} from "../ast/index.js";
import type { Name } from "../span.js";

export interface FreeNames {
  /** The first occurrence of each name that nothing in the expression binds, from left to right. */
  readonly names: readonly Identifier[];
  /** The first occurrence of each type name in the annotations of `let`s. */
  readonly typeNames: readonly Name[];
}

/** Names bound around a node, innermost first. */
interface Scope {
  readonly bound: ReadonlySet<string>;
  readonly outer: Scope | undefined;
}

/** What an expression needs from its environment. spec/01 §5 */
export function freeNames(expression: Expression): FreeNames {
  const collector = new Collector();
  collector.visit(expression, undefined);
  return { names: [...collector.names.values()], typeNames: [...collector.typeNames.values()] };
}

class Collector {
  readonly names = new Map<string, Identifier>();
  readonly typeNames = new Map<string, Name>();

  visit(node: Expression, scope: Scope | undefined): void {
    switch (node.kind) {
      case "identifier":
        if (!isBound(node.name, scope) && !this.names.has(node.name)) this.names.set(node.name, node);
        break;
      case "literal":
        break;
      case "template":
        for (const part of node.parts) if (typeof part !== "string") this.visit(part, scope);
        break;
      case "if":
        this.visit(node.condition, scope);
        this.visit(node.then, scope);
        if (node.otherwise !== undefined) this.visit(node.otherwise, scope);
        break;
      case "at":
        this.visit(node.time, scope);
        this.visit(node.body, scope);
        break;
      case "match":
        this.visit(node.scrutinee, scope);
        for (const { pattern, body } of node.cases) this.visit(body, binding(namesOf(pattern), scope));
        break;
      case "lambda": {
        const parameters = node.rest === undefined ? node.parameters : [...node.parameters, node.rest];
        this.visit(
          node.body,
          binding(
            parameters.flatMap(({ name }) => (name === undefined ? [] : [name])),
            scope,
          ),
        );
        break;
      }
      case "shortLambda":
        this.visit(node.body, binding(["$this"], scope));
        break;
      case "binary":
        this.visitOperands(node, scope);
        break;
      case "unary":
        this.visit(node.operand, scope);
        break;
      case "chain":
        this.visit(node.base, scope);
        for (const link of node.links) for (const arg of argumentsOf(link)) this.visit(arg, scope);
        break;
      case "projection": {
        this.visit(node.base, scope);
        const inner = binding(["$this"], scope);
        for (const { value } of node.fields) this.visit(value, inner);
        break;
      }
      case "projectionAll":
        this.visit(node.base, scope);
        break;
      case "object":
        for (const { value } of node.fields) this.visit(value, scope);
        break;
      case "tuple":
      case "array":
        for (const element of node.elements) this.visit(element, scope);
        break;
      case "block":
        this.visitStatements(node.statements, scope);
        break;
    }
  }

  /** Long chains lean to the left: they are followed without recursion. */
  private visitOperands(node: Binary, scope: Scope | undefined): void {
    const rights: Expression[] = [];
    let left: Expression = node;
    while (left.kind === "binary") {
      rights.push(left.right);
      left = left.left;
    }
    this.visit(left, scope);
    for (const right of rights.reverse()) this.visit(right, scope);
  }

  private visitStatements(statements: readonly Statement[], outer: Scope | undefined): void {
    let scope = outer;
    for (const statement of statements) {
      if (statement.kind === "expression") {
        this.visit(statement.expression, scope);
      } else {
        if (statement.type !== undefined) this.visitType(statement.type);
        this.visit(statement.value, scope);
        scope = binding([statement.name.text], scope);
      }
    }
  }

  private visitType(type: TypeExpression): void {
    switch (type.kind) {
      case "any":
      case "never":
      case "literal":
        break;
      case "named":
        if (!this.typeNames.has(type.name.text)) this.typeNames.set(type.name.text, type.name);
        for (const arg of type.args ?? []) this.visitType(arg);
        break;
      case "object":
      case "interface":
        for (const field of type.fields) this.visitType(field.type);
        if (type.kind === "object" && type.wildcard !== undefined) this.visitType(type.wildcard);
        break;
      case "tuple":
        for (const element of type.elements) this.visitType(element);
        break;
      case "union":
      case "intersection":
        for (const member of type.members) this.visitType(member);
        break;
      case "function":
        for (const parameter of type.parameters) this.visitType(parameter.type);
        if (type.variadic !== undefined) this.visitType(type.variadic.type);
        this.visitType(type.result);
        break;
      case "nullable":
        this.visitType(type.base);
        break;
    }
  }
}

function binding(names: readonly string[], outer: Scope | undefined): Scope | undefined {
  return names.length === 0 ? outer : { bound: new Set(names), outer };
}

function isBound(name: string, scope: Scope | undefined): boolean {
  for (let inner = scope; inner !== undefined; inner = inner.outer) if (inner.bound.has(name)) return true;
  return false;
}

function argumentsOf(link: Link): readonly Expression[] {
  return link.kind === "field" || link.kind === "nonNull" ? [] : link.args;
}

function namesOf(pattern: Pattern): string[] {
  switch (pattern.kind) {
    case "type":
    case "literal":
      return [];
    case "hole":
      return pattern.inner === undefined ? [] : namesOf(pattern.inner);
    case "bind":
      return [pattern.name.text, ...(pattern.inner === undefined ? [] : namesOf(pattern.inner))];
    case "object":
      return pattern.fields.flatMap((field) => namesOf(field.pattern));
    case "array":
      return [...pattern.elements, ...(pattern.rest === undefined ? [] : [pattern.rest])].flatMap(namesOf);
  }
}
