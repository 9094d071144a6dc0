import {
  check,
  displayType,
  type EffectScope,
  effectOf,
  type InferredType,
  type Ir,
  Origins,
  parseSchemaFiles,
  resolveQuery,
  schemaEnvironment,
  valuesByForm,
  valuesByType,
} from "../../compiler/index.js";
import { codeOf, partsOf } from "../../compiler/ir/parts.js";
import { parseQuery } from "../../grammar/index.js";
import { library } from "../../runtime/stdlib/library.js";

/** The nodes of a query's IR, a line each: its text or its kind, below that of which it is a part; its effect, its type. */
export function effectsText(query: string, schema: string | undefined, isChecked: boolean): string {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(`does not parse: ${query}`);
  const origins = new Origins();
  const { body } = resolveQuery(parsed.value, [], origins);
  if (!isChecked) return linesOf(body, { library, values: valuesByForm(library) });
  const files = parseSchemaFiles(new Map(schema === undefined ? [] : [["main.fsl", schema]]));
  if (!files.ok) throw new Error(`does not parse: ${schema}`);
  const checked = check(parsed.value, schemaEnvironment(files.items, library));
  if (!checked.ok) throw new Error(`${checked.errors[0]!.message}: ${query}`);
  const typeOf = (node: Ir) => origins.typeOf(node, checked);
  return linesOf(body, { library, values: valuesByType(library, typeOf) }, typeOf);
}

function linesOf(body: Ir, scope: EffectScope, typeOf?: (node: Ir) => InferredType | undefined): string {
  const rows: [text: string, effect: string, type: string][] = [];
  const visit = (node: Ir, depth: number, within: string): void => {
    const isShown = node.kind !== "sequence" || node.steps.length > 1;
    const text = textOf(node);
    if (isShown) {
      const type = typeOf?.(node);
      const shown = text === within || text.includes("\n") ? `(${node.kind})` : text;
      rows.push([
        "  ".repeat(depth) + shown,
        effectOf(node, scope),
        type === undefined ? "" : displayType(type),
      ]);
    }
    const code = codeOf(node);
    for (const part of [...partsOf(node), ...(code === undefined ? [] : [code.body])]) {
      visit(part, isShown ? depth + 1 : depth, isShown ? text : within);
    }
  };
  visit(body, 0, "");
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(([text, effect, type]) =>
      `${text.padEnd(widths[0]!)}  ${effect.padEnd(widths[1]!)}  ${type}`.trimEnd(),
    )
    .join("\n");
}

/** Spans of links begin at the link: the text is that of the whole chain up to there. */
function textOf(node: Ir): string {
  if (node.kind === "variable") return node.name.replace("$", "");
  const { source, end } = node.span;
  return source.text?.slice(startOf(node), end) ?? "";
}

function startOf(node: Ir): number {
  return Math.min(node.span.start, ...partsOf(node).map(startOf));
}
