import type { Expression, FieldPath, Link, PathElement } from "../ast/index.js";
import { type Diagnostic, syntaxError } from "../diagnostic.js";
import type { Span } from "../span.js";

const MAX_INDEX = 2n ** 63n;

/** The path that a parsed expression spells, or why it spells none. spec/01 §9.1 */
export function fieldPathOf(expression: Expression): FieldPath | Diagnostic {
  const chain = expression.kind === "shortLambda" ? expression.body : undefined;
  if (chain?.kind !== "chain" || chain.base.kind !== "identifier" || chain.base.name !== "$this") {
    return invalidFieldPath(expression.span);
  }
  const elements: PathElement[] = [];
  for (const link of chain.links) {
    const element = elementOf(link);
    if (element === undefined) return invalidFieldPath(link.span);
    elements.push(element);
  }
  return { elements, span: chain.span };
}

function elementOf(link: Link): PathElement | undefined {
  if (link.kind === "field" && !link.optional) {
    return { kind: "field", name: link.field.text, span: link.field.span };
  }
  if (link.kind !== "index" || link.optional !== undefined || link.args.length !== 1) return undefined;
  const arg = link.args[0]!;
  if (arg.kind !== "literal") return undefined;
  if (arg.value.kind === "string") return { kind: "field", name: arg.value.value, span: arg.span };
  const isIndex = arg.value.kind === "integer" && arg.value.value >= 0n && arg.value.value < MAX_INDEX;
  return isIndex ? { kind: "index", index: Number(arg.value.value), span: arg.span } : undefined;
}

function invalidFieldPath(where: Span): Diagnostic {
  return syntaxError("Invalid field path", where);
}
