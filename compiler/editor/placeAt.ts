import type { ApplyLink, Block, CallLink, Expression, FieldLink, Link } from "../../grammar/index.js";

/** What a word at the cursor of an editor can be. spec/03b §11.2 */
export type Place =
  /** Any expression: names in scope, keywords; perhaps the key of an object that a function takes. */
  | {
      readonly kind: "expression";
      readonly variables: readonly Variable[];
      readonly argument: Argument | undefined;
    }
  /** What can follow a dot, or be a field of a projection. */
  | { readonly kind: "member"; readonly link: FieldLink | CallLink }
  /** The key of an object. */
  | { readonly kind: "key"; readonly argument: Argument | undefined; readonly present: readonly string[] }
  | { readonly kind: "type" };

export interface Variable {
  readonly name: string;
  /** Undefined for parameters. */
  readonly value: Expression | undefined;
}

/** Where in a call an expression stands. */
export interface Argument {
  readonly link: CallLink | ApplyLink;
  readonly index: number;
  /** The keys of the objects around it. */
  readonly path: readonly string[];
}

interface Context {
  readonly variables: readonly Variable[];
  /** Where the expression itself is an argument, or an object in one. */
  readonly argument: Argument | undefined;
  /** True for the sole word between braces, which may become a key. */
  readonly inBraces?: boolean;
}

/** What stands at a position where a word begins; undefined where no word can be completed. */
export function placeAt(query: Block, position: number): Place | undefined {
  return inBlock(query, position, { variables: [], argument: undefined });
}

function contains(
  node: { readonly span: { readonly start: number; readonly end: number } },
  position: number,
): boolean {
  return node.span.start <= position && position <= node.span.end;
}

function inBlock(block: Block, position: number, context: Context): Place | undefined {
  let { variables } = context;
  const isBare = block.statements.length === 1 && block.statements[0]!.kind === "expression";
  for (const statement of block.statements) {
    if (statement.kind === "expression") {
      const argument = isBare ? context.argument : undefined;
      const found = find(statement.expression, position, { variables, argument, inBraces: true });
      if (found !== undefined) return found;
      continue;
    }
    if (statement.type !== undefined && contains(statement.type, position)) return { kind: "type" };
    const found = find(statement.value, position, { variables, argument: undefined });
    if (found !== undefined) return found;
    variables = [...variables, { name: statement.name.text, value: statement.value }];
  }
  return undefined;
}

function find(node: Expression, position: number, context: Context): Place | undefined {
  if (!contains(node, position)) return undefined;
  const { variables } = context;
  const plain: Context = { variables, argument: undefined };
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
      return among([node.condition, node.then, node.otherwise]);
    case "at":
      return among([node.time, node.body]);
    case "match":
      return among([node.scrutinee, ...node.cases.map((each) => each.body)]);
    case "lambda": {
      const parameters = [...node.parameters, ...(node.rest === undefined ? [] : [node.rest])];
      const named = parameters.flatMap(({ name }) =>
        name === undefined ? [] : [{ name, value: undefined }],
      );
      return among([node.body], { variables: [...variables, ...named], argument: undefined });
    }
    case "shortLambda":
      return among([node.body]);
    case "binary":
      return among([node.left, node.right]);
    case "unary":
      return among([node.operand]);
    case "chain":
      return find(node.base, position, plain) ?? inLinks(node.links, position, context);
    case "projection":
      return among([node.base, ...node.fields.map((field) => field.value)]);
    case "projectionAll":
      return among([node.base]);
    case "object":
      return inObject(node, position, context);
    case "tuple":
      return among(node.elements, node.elements.length === 1 ? context : plain);
    case "array":
      return among(node.elements);
    case "block":
      return inBlock(node, position, context);
  }
}

function expressionPlace({ variables, argument, inBraces }: Context): Place {
  return { kind: "expression", variables, argument: inBraces === true ? argument : undefined };
}

function inLinks(links: readonly Link[], position: number, { variables }: Context): Place | undefined {
  for (const link of links) {
    if ((link.kind === "field" || link.kind === "call") && link.field.span.start === position) {
      return { kind: "member", link };
    }
    if (link.kind !== "call" && link.kind !== "apply" && link.kind !== "index") continue;
    for (const [index, arg] of link.args.entries()) {
      const argument = link.kind === "index" ? undefined : { link, index, path: [] };
      const found = find(arg, position, { variables, argument });
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function inObject(
  { fields }: Extract<Expression, { kind: "object" }>,
  position: number,
  { variables, argument }: Context,
): Place | undefined {
  for (const { name, value } of fields) {
    if (name.span.start === position) {
      const present = fields.map((field) => field.name.text).filter((each) => each !== name.text);
      return { kind: "key", argument, present };
    }
    const inner = argument && { ...argument, path: [...argument.path, name.text] };
    const found = find(value, position, { variables, argument: inner });
    if (found !== undefined) return found;
  }
  return undefined;
}
