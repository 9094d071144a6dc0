import type {
  Block,
  Expression,
  Lambda,
  Link,
  ShortLambda,
  Statement,
  StringTemplate,
  TypeExpression,
  TypeScheme,
} from "../ast/index.js";
import { isPlainName } from "../names.js";
import { escapeString, printLiteral, printString } from "./printLiteral.js";
import { printPattern } from "./printPattern.js";
import { printTypeWith } from "./printType.js";

/**
 * An expression as canonical text: what definitions are stored as. Parentheses are printed where the tree has
 * them. Lines after the first start with `indent` spaces. spec/01 §13.1
 */
export function printExpression(expression: Expression, indent = 0): string {
  const print = (part: Expression) => printExpression(part, indent);
  switch (expression.kind) {
    case "identifier":
      return expression.name === "$this" ? "" : expression.name;
    case "literal":
      return printLiteral(expression.value);
    case "template":
      return printTemplate(expression, indent);
    case "if": {
      const { condition, then, otherwise } = expression;
      const head = `if (${print(condition)}) ${print(then)}`;
      return otherwise === undefined ? head : `${head} else ${print(otherwise)}`;
    }
    case "at":
      return `at (${print(expression.time)}) ${print(expression.body)}`;
    case "match": {
      const cases = expression.cases.map(
        ({ pattern, body }) =>
          `case ${printPattern(pattern, printType)} => ${printExpression(body, indent + 2)}`,
      );
      return `match ${print(expression.scrutinee)} ${braces(cases, "", indent)}`;
    }
    case "lambda":
      return `(${printParameters(expression).join(", ")}) => ${print(expression.body)}`;
    case "shortLambda":
      return print(expression.body);
    case "binary":
      return printOperators(expression, indent);
    case "unary":
      return expression.operator.text + print(expression.operand);
    case "chain":
      return print(expression.base) + expression.links.map((link) => printLink(link, indent)).join("");
    case "projection":
      return `${print(expression.base)} ${printFields(expression.fields, indent)}${newline(indent)}`;
    case "projectionAll":
      return `${print(expression.base)} { * }${newline(indent)}`;
    case "object":
      return printFields(expression.fields, indent);
    case "tuple":
      return `(${printList(expression.elements, indent)})`;
    case "array":
      return `[${printList(expression.elements, indent)}]`;
    case "block":
      return printBlock(expression, indent);
  }
}

/** A query's text: its statements, one a line. spec/01 §13.1 */
export function printQuery(query: Block): string {
  return query.statements.map((statement) => `${printStatement(statement, 0)}\n`).join("");
}

/** A type as canonical text, on one line but for defaults of its fields. spec/01 §13.3 */
export function printType(type: TypeExpression): string {
  return printTypeWith(printExpression, type);
}

/** `<A, B> (A, B) => A`. spec/01 §13.3 */
export function printTypeScheme({ parameters, type }: TypeScheme): string {
  const names = parameters.map((parameter) => parameter.text).join(", ");
  return names === "" ? printType(type) : `<${names}> ${printType(type)}`;
}

/** A lambda as a definition's text holds it: a short one in parentheses. spec/01 §9.2, spec/02 §4.1 */
export function printLambdaSource(lambda: Lambda | ShortLambda, indent = 0): string {
  const text = printExpression(lambda, indent);
  return lambda.kind === "shortLambda" ? `(${text})` : text;
}

/** Braces around one statement a line. spec/01 §13.1 */
export function printBlock(block: Block, indent = 0): string {
  const statements = block.statements.map((statement) => printStatement(statement, indent + 2));
  return braces(statements, "", indent);
}

function printStatement(statement: Statement, indent: number): string {
  if (statement.kind === "expression") return printExpression(statement.expression, indent);
  const type = statement.type === undefined ? "" : `: ${printType(statement.type)}`;
  return `let ${statement.name.text}${type} = ${printExpression(statement.value, indent)}`;
}

function printParameters({ parameters, rest }: Lambda): string[] {
  const names = parameters.map((parameter) => parameter.name ?? "_");
  return rest === undefined ? names : [...names, `...${rest.name ?? "_"}`];
}

/** Long operator chains lean left: walking down that side in a loop keeps them off the stack. */
function printOperators(expression: Expression, indent: number): string {
  const tail: string[] = [];
  let left = expression;
  while (left.kind === "binary") {
    tail.push(` ${left.operator.text} ${printExpression(left.right, indent)}`);
    left = left.left;
  }
  return printExpression(left, indent) + tail.reverse().join("");
}

function printLink(link: Link, indent: number): string {
  switch (link.kind) {
    case "field":
      return `${link.optional ? "?." : "."}${link.field.text}`;
    case "call": {
      const name = `${link.optional ? "?." : "."}${link.field.text}`;
      return `${name}${link.optionalApply ? "?." : ""}(${printList(link.args, indent)})`;
    }
    case "apply":
      return `${link.optional ? "?." : ""}(${printList(link.args, indent)})`;
    case "index":
      return `${link.optional ? "?." : ""}[${printList(link.args, indent)}]`;
    case "nonNull":
      return "!";
  }
}

function printTemplate({ parts }: StringTemplate, indent: number): string {
  const printed = parts.map((part) =>
    typeof part === "string" ? escapeString(part) : `#{${printExpression(part, indent)}}`,
  );
  return `"${printed.join("")}"`;
}

type Fields = readonly { readonly name: { readonly text: string }; readonly value: Expression }[];

function printFields(fields: Fields, indent: number): string {
  const printed = fields.map(({ name, value }) => {
    const key = isPlainName(name.text) ? name.text : printString(name.text);
    return `${key}: ${printExpression(value, indent + 2)}`;
  });
  return braces(printed, ",", indent);
}

function printList(elements: readonly Expression[], indent: number): string {
  return elements.map((element) => printExpression(element, indent)).join(", ");
}

/** Braces around parts that stand one a line. */
function braces(parts: readonly string[], separator: string, indent: number): string {
  const lines = parts.map((part) => newline(indent + 2) + part).join(separator);
  return `{${lines}${newline(indent)}}`;
}

function newline(indent: number): string {
  return `\n${" ".repeat(indent)}`;
}
