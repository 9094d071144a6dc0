import type { TypeExpression } from "../ast/index.js";

/** Where the `<`, `>` and `?` of types stand, which are operators to the scanner. */
export interface TypeMarks {
  readonly opening: Set<number>;
  readonly closing: Set<number>;
  readonly nullable: Set<number>;
}

/** The marks of all types anywhere in a tree. */
export function typeMarksOf(tree: object): TypeMarks {
  const marks: TypeMarks = { opening: new Set(), closing: new Set(), nullable: new Set() };
  const pending: object[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ("kind" in node) mark(node as TypeExpression, marks);
    for (const [name, part] of Object.entries(node)) {
      const isPlace = name === "span" || name.endsWith("Span");
      if (!isPlace && typeof part === "object" && part !== null) pending.push(part);
    }
  }
  return marks;
}

function mark(node: TypeExpression, marks: TypeMarks): void {
  if (node.kind === "nullable") marks.nullable.add(node.markSpan.start);
  else if (node.kind === "named" && node.args !== undefined) {
    marks.opening.add(node.name.span.end);
    marks.closing.add(node.span.end - 1);
  }
}
