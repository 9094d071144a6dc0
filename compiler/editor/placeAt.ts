import type {
  Block,
  CallLink,
  Expression,
  FieldLink,
  Let,
  Link,
  Parameter,
  Projection,
  Statement,
} from "../../grammar/index.js";
import type { Expected } from "./expected.js";
import { isTypeName } from "./typeNames.js";

/** What a word at the cursor of an editor can be. spec/03b §11.2 */
export type Place =
  | ExpressionPlace
  /** What can follow a dot; the expectation is that of a whole chain, at its last link. */
  | {
      readonly kind: "member";
      readonly link: FieldLink | CallLink;
      readonly expected: Expected | undefined;
    }
  /** A field of a projection that is to be read as it is called: the link that reads it. */
  | { readonly kind: "projected"; readonly projection: Projection; readonly link: Link }
  /** The key of an object. */
  | { readonly kind: "key"; readonly expected: Expected | undefined; readonly present: readonly string[] }
  | { readonly kind: "type" };

/** Any expression: names in scope, keywords. */
export interface ExpressionPlace {
  readonly kind: "expression";
  readonly variables: readonly Variable[];
  readonly expected: Expected | undefined;
  /** The sole word between braces may become the key of an object, where one is expected. */
  readonly inBraces: boolean;
  /** What stands here may as well be the `else` of what stands before. */
  readonly afterThen: boolean;
}

export type Variable =
  | { readonly kind: "let"; readonly statement: Let }
  | { readonly kind: "parameter"; readonly parameter: Parameter };

interface Context {
  readonly variables: readonly Variable[];
  readonly expected: Expected | undefined;
  readonly inBraces?: boolean;
  readonly afterThen?: boolean;
}

/** What stands at a position where a word begins; undefined where no word can be completed. */
export function placeAt(query: Block, position: number, expected: Expected | undefined): Place | undefined {
  return inStatements(query, position, { variables: [], expected }, false);
}

function contains(
  node: { readonly span: { readonly start: number; readonly end: number } },
  position: number,
): boolean {
  return node.span.start <= position && position <= node.span.end;
}

function inStatements(
  { statements }: Block,
  position: number,
  context: Context,
  inBraces: boolean,
): Place | undefined {
  let { variables } = context;
  const [first] = statements;
  const isBare = inBraces && statements.length === 1 && first?.kind === "expression";
  for (const [index, statement] of statements.entries()) {
    if (statement.kind === "expression") {
      const expected = index === statements.length - 1 ? context.expected : undefined;
      const afterThen = isElseSought(statements[index - 1], statement);
      const inner = { variables, expected, inBraces: isBare, afterThen };
      const found = find(statement.expression, position, inner);
      if (found !== undefined) return found;
      continue;
    }
    const { type, value } = statement;
    if (type !== undefined && contains(type, position)) {
      return isTypeName(type, position) ? { kind: "type" } : undefined;
    }
    const expected: Expected | undefined = type && { kind: "written", type };
    const found = find(value, position, { variables, expected });
    if (found !== undefined) return found;
    variables = [...variables, { kind: "let", statement }];
  }
  return undefined;
}

/** `if (a) b |`: what follows on the line can only be `else`. */
function isElseSought(before: Statement | undefined, { span }: Statement): boolean {
  if (before === undefined) return false;
  const { source, end } = before.span;
  const gap = (source.text ?? "").slice(end, span.start);
  const last = before.kind === "let" ? before.value : before.expression;
  return last.kind === "if" && last.otherwise === undefined && /^[ \t]+$/.test(gap);
}

function find(node: Expression, position: number, context: Context): Place | undefined {
  if (!contains(node, position)) return undefined;
  const { variables, expected } = context;
  const plain: Context = { variables, expected: undefined };
  const same: Context = { variables, expected };
  const among = (nodes: readonly (Expression | undefined)[], inner = plain): Place | undefined => {
    for (const each of nodes) {
      const found = each && find(each, position, inner);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  switch (node.kind) {
    case "identifier":
      // Names such as `$this` stand for what was not written.
      return node.span.start === position && !node.name.startsWith("$")
        ? expressionPlace(context)
        : undefined;
    case "literal": {
      const isWord = node.value.kind === "null" || node.value.kind === "boolean";
      return isWord && node.span.start === position ? expressionPlace(context) : undefined;
    }
    case "template":
      return among(node.parts.filter((part) => typeof part !== "string"));
    case "if":
      return (
        find(node.condition, position, { variables, expected: { kind: "named", name: "Boolean" } }) ??
        among([node.then, node.otherwise], same)
      );
    case "at":
      return (
        find(node.time, position, { variables, expected: { kind: "named", name: "Time" } }) ??
        find(node.body, position, same)
      );
    case "match":
      return (
        find(node.scrutinee, position, plain) ??
        among(
          node.cases.map((each) => each.body),
          same,
        )
      );
    case "lambda": {
      const parameters = [...node.parameters, ...(node.rest === undefined ? [] : [node.rest])];
      const own = parameters.map((parameter): Variable => ({ kind: "parameter", parameter }));
      return find(node.body, position, {
        variables: [...variables, ...own],
        expected: expected && { kind: "result", of: expected },
      });
    }
    case "shortLambda":
      return find(node.body, position, {
        variables,
        expected: expected && { kind: "result", of: expected },
      });
    case "binary":
      return among([node.left, node.right]);
    case "unary":
      return among([node.operand]);
    case "chain":
      return find(node.base, position, plain) ?? inLinks(node.links, position, context);
    case "projection":
      return find(node.base, position, plain) ?? inProjection(node, position, plain);
    case "projectionAll":
      return among([node.base]);
    case "object":
      return inObject(node, position, context);
    case "tuple":
      return among(node.elements, node.elements.length === 1 ? same : plain);
    case "array":
      return among(node.elements, { variables, expected: expected && { kind: "element", of: expected } });
    case "block":
      return inStatements(node, position, same, true);
  }
}

function expressionPlace(context: Context): ExpressionPlace {
  const { variables, expected, inBraces = false, afterThen = false } = context;
  return { kind: "expression", variables, expected, inBraces, afterThen };
}

function inLinks(
  links: readonly Link[],
  position: number,
  { variables, expected }: Context,
): Place | undefined {
  for (const link of links) {
    if ((link.kind === "field" || link.kind === "call") && link.field.span.start === position) {
      return { kind: "member", link, expected: link === links.at(-1) ? expected : undefined };
    }
    if (link.kind !== "call" && link.kind !== "apply" && link.kind !== "index") continue;
    for (const [index, arg] of link.args.entries()) {
      const inner: Expected | undefined =
        link.kind === "index" ? undefined : { kind: "argument", link, index };
      const found = find(arg, position, { variables, expected: inner });
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function inProjection(projection: Projection, position: number, context: Context): Place | undefined {
  for (const { name, value } of projection.fields) {
    const link = value.kind === "chain" ? value.links[0] : undefined;
    const isRead = link?.kind === "field" && link.field.span.start === name.span.start;
    if (name.span.start === position) return isRead ? { kind: "projected", projection, link } : undefined;
    const found = find(value, position, context);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inObject(
  { fields }: Extract<Expression, { kind: "object" }>,
  position: number,
  { variables, expected }: Context,
): Place | undefined {
  for (const { name, value } of fields) {
    if (name.span.start === position) {
      const present = fields.map((field) => field.name.text).filter((each) => each !== name.text);
      return { kind: "key", expected, present };
    }
    const inner: Expected | undefined = expected && { kind: "field", of: expected, name: name.text };
    const found = find(value, position, { variables, expected: inner });
    if (found !== undefined) return found;
  }
  return undefined;
}
