import type { Expression, FieldPath, Link, PathElement } from "./ast/index.js";
import type { Span } from "./span.js";

/**
 * The path that an expression such as `.a["b c"][0]` stands for, or where it is none: at the first link that no
 * path has, or as a whole. spec/01 §9.1
 */
export function toFieldPath(expression: Expression): FieldPath | { readonly invalid: Span } {
  const chain = expression.kind === "shortLambda" ? expression.body : undefined;
  if (chain?.kind !== "chain" || chain.base.kind !== "identifier" || chain.base.name !== "$this") {
    return { invalid: expression.span };
  }
  const elements: PathElement[] = [];
  for (const link of chain.links) {
    const element = toPathElement(link);
    if (element === undefined) return { invalid: link.span };
    elements.push(element);
  }
  return { elements, span: chain.span };
}

function toPathElement(link: Link): PathElement | undefined {
  if (link.kind === "field" && !link.optional) {
    return { kind: "field", name: link.field.text, span: link.field.span };
  }
  if (link.kind !== "index" || link.optional || link.args.length !== 1) return undefined;
  const [argument] = link.args;
  if (argument?.kind !== "literal") return undefined;
  const { value, span } = argument;
  if (value.kind === "string") return { kind: "field", name: value.value, span };
  const isIndex = value.kind === "integer" && value.value >= 0n && value.value < 1n << 63n;
  return isIndex ? { kind: "index", index: Number(value.value), span } : undefined;
}
