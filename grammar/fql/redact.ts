import type { Binary, Block, Expression, Link, Literal, LiteralValue, Statement } from "../ast/index.js";
import { printQuery } from "../print/index.js";

/** `default` keeps numbers and the lengths of strings, `shape` only tells that something stood there. */
export type Redaction = "default" | "shape";

/** A query as it may be logged: printed, with its literals hidden. spec/01 §14 */
export function redactQuery(query: Block, redaction: Redaction): string {
  return printQuery(redactBlock(query, redaction));
}

function redactBlock(block: Block, redaction: Redaction): Block {
  const statements = block.statements.map((statement): Statement => {
    return statement.kind === "let"
      ? { ...statement, value: redact(statement.value, redaction) }
      : { ...statement, expression: redact(statement.expression, redaction) };
  });
  return { ...block, statements };
}

function redact(node: Expression, redaction: Redaction): Expression {
  const inner = (part: Expression) => redact(part, redaction);
  const fields = <Field extends { readonly value: Expression }>(all: readonly Field[]) =>
    all.map((field) => ({ ...field, value: inner(field.value) }));
  switch (node.kind) {
    case "identifier":
      return node;
    case "literal":
      return redactLiteral(node, redaction);
    case "template":
      return standIn(node, redaction === "shape" ? "<string>" : "<string with templates>");
    case "if": {
      const otherwise = node.otherwise && inner(node.otherwise);
      return { ...node, condition: inner(node.condition), then: inner(node.then), otherwise };
    }
    case "at":
      return { ...node, body: inner(node.body) };
    case "match": {
      const cases = node.cases.map(({ pattern, body }) => ({ pattern, body: inner(body) }));
      return { ...node, scrutinee: inner(node.scrutinee), cases };
    }
    case "lambda":
    case "shortLambda":
      return { ...node, body: inner(node.body) };
    case "binary":
      return redactOperands(node, inner);
    case "unary":
      return { ...node, operand: inner(node.operand) };
    case "chain":
      return {
        ...node,
        base: inner(node.base),
        links: node.links.map((link) => redactLink(link, redaction)),
      };
    case "projection":
      return { ...node, base: inner(node.base), fields: fields(node.fields) };
    case "projectionAll":
      return { ...node, base: inner(node.base) };
    case "object":
      return { ...node, fields: fields(node.fields) };
    case "tuple":
    case "array":
      return { ...node, elements: node.elements.map(inner) };
    case "block":
      return redactBlock(node, redaction);
  }
}

/** Long chains lean to the left: they are followed without recursion. */
function redactOperands(node: Binary, inner: (part: Expression) => Expression): Expression {
  const spine: Binary[] = [];
  let left: Expression = node;
  while (left.kind === "binary") {
    spine.push(left);
    left = left.left;
  }
  return spine.reduceRight<Expression>(
    (redacted, at) => ({ ...at, left: redacted, right: inner(at.right) }),
    inner(left),
  );
}

function redactLink(link: Link, redaction: Redaction): Link {
  if (link.kind === "field" || link.kind === "nonNull") return link;
  return { ...link, args: link.args.map((arg) => redact(arg, redaction)) };
}

function redactLiteral(node: Literal, redaction: Redaction): Expression {
  const text = redaction === "shape" ? shapeOf(node.value) : lengthOf(node.value);
  return text === undefined ? node : standIn(node, text);
}

function shapeOf({ kind }: LiteralValue): string | undefined {
  return kind === "null" || kind === "boolean" ? undefined : `<${kind}>`;
}

function lengthOf(value: LiteralValue): string | undefined {
  return value.kind === "string" ? `<string with length ${value.value.length}>` : undefined;
}

/** A name prints as it is, so that it can stand for what no text may show. */
function standIn(node: Expression, name: string): Expression {
  return { kind: "identifier", name, span: node.span };
}
