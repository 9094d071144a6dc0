import fc from "fast-check";
import { NO_SPAN, type Pattern } from "../../../grammar/index.js";
import { distinct, identifier, key, nameOf, text } from "./names.js";
import { typeExpression } from "./types.js";

const span = NO_SPAN;

const pattern: fc.Arbitrary<Pattern> = fc.letrec<{ pattern: Pattern }>((tie) => {
  const inner = fc.option(
    fc.oneof(
      typeExpression.map((type): Pattern => ({ kind: "type", type, span })),
      tie("pattern"),
    ),
    { nil: undefined },
  );
  const patterns = fc.array(tie("pattern"), { maxLength: 2 });
  return {
    pattern: fc.oneof(
      { maxDepth: 3 },
      inner.map((it): Pattern => ({ kind: "hole", inner: it, span })),
      fc
        .tuple(identifier, inner)
        .map(([name, it]): Pattern => ({ kind: "bind", name: nameOf(name), inner: it, span })),
      fc
        .oneof(
          fc.constant({ kind: "null" as const }),
          fc.bigInt().map((value) => ({ kind: "integer" as const, value })),
          text.map((value) => ({ kind: "string" as const, value })),
        )
        .map((value): Pattern => ({ kind: "literal", literal: { kind: "literal", value, span }, span })),
      distinct(fc.tuple(key, tie("pattern")), ([name]) => name).map(
        (fields): Pattern => ({
          kind: "object",
          fields: fields.map(([name, it]) => ({ name: nameOf(name), pattern: it })),
          span,
        }),
      ),
      fc
        .tuple(patterns, fc.option(tie("pattern"), { nil: undefined }))
        .map(([elements, rest]): Pattern => ({ kind: "array", elements, rest, span })),
    ),
  };
}).pattern;

/** Patterns before `=>`, which a type at their end would take for its own. */
export const casePattern: fc.Arbitrary<Pattern> = pattern.map((it) =>
  endsInType(it) ? { kind: "array", elements: [it], rest: undefined, span } : it,
);

function endsInType(it: Pattern): boolean {
  if (it.kind === "type") return true;
  return (it.kind === "hole" || it.kind === "bind") && it.inner !== undefined && endsInType(it.inner);
}
