import type { Diagnostic, LambdaSource, SchemaItem } from "../../grammar/index.js";
import type { FunctionIr, Ir } from "../ir/ir.js";
import { codeOf, partsOf } from "../ir/parts.js";
import { resolveLambda } from "../resolve/resolve.js";
import type { LintSchema } from "./lintRule.js";
import { LINT_RULES } from "./rules/index.js";

/** What the lint rules find in a piece of code, from top to bottom. */
export function lintCode(code: FunctionIr, schema: LintSchema): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const done = new Set<Ir>();
  const visit = (node: Ir): void => {
    if (!done.has(node)) {
      for (const rule of LINT_RULES) {
        const finding = rule.find(node, schema);
        found.push(...(finding?.diagnostics ?? []));
        for (const each of finding?.done ?? []) done.add(each);
      }
    }
    partsOf(node).forEach(visit);
    const inner = codeOf(node);
    if (inner !== undefined) visit(inner.body);
  };
  visit(code.body);
  return found;
}

/** What the lint rules find in the code that a schema's item holds. */
export function lintItem(item: SchemaItem, schema: LintSchema): readonly Diagnostic[] {
  return lambdasOf(item).flatMap((lambda) => lintCode(resolveLambda(lambda), schema));
}

function lambdasOf(item: SchemaItem): readonly LambdaSource[] {
  switch (item.kind) {
    case "collection":
      return item.members.flatMap((member) =>
        member.kind === "computed" || member.kind === "check" ? [member.body] : [],
      );
    case "function": {
      const named = ({ name }: (typeof item.parameters)[number]) => ({ name: name.text, span: name.span });
      return [
        {
          kind: "lambda",
          parameters: item.parameters.map(named),
          rest: item.rest && named(item.rest),
          body: item.body,
          span: item.span,
        },
      ];
    }
    case "role": {
      const predicates = [...item.privileges.flatMap(({ actions }) => actions), ...item.membership];
      return predicates.flatMap(({ predicate }) => (predicate === undefined ? [] : [predicate.lambda]));
    }
    case "accessProvider":
      return item.roles.flatMap(({ predicate }) => (predicate === undefined ? [] : [predicate.lambda]));
  }
}
