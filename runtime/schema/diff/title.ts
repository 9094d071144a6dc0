import { lineAndColumn, type SchemaItem } from "../../../grammar/index.js";
import type { Paint } from "./colour.js";
import type { ItemDiff } from "./diffItems.js";

const KIND_NAMES: Readonly<Record<SchemaItem["kind"], string>> = {
  collection: "collection",
  function: "function",
  role: "role",
  accessProvider: "access provider",
};

/** The first line of what a diff says of an item, without line break. spec/02 §8.1 */
export function titleOf(diff: ItemDiff, paint: Paint): string {
  switch (diff.kind) {
    case "added":
      return `${headOf("Adding", diff.item, paint)} to ${placeOf(diff.item)}`;
    case "removed":
      return `${headOf("Removing", diff.item, paint)} from ${placeOf(diff.item)}`;
    case "modified": {
      const { before, after } = diff;
      const moved =
        before.span.source.name === after.span.source.name
          ? ""
          : ` (previously defined at ${placeOf(before)})`;
      return `${headOf("Modifying", before, paint)} at ${placeOf(after)}${moved}`;
    }
  }
}

function headOf(verb: string, { kind, name }: SchemaItem, paint: Paint): string {
  return paint("title", `* ${verb} ${KIND_NAMES[kind]} \`${name.text}\``);
}

/** `main.fsl:1:1` */
function placeOf({ span }: SchemaItem): string {
  const { line, column } = lineAndColumn(span) ?? { line: 1, column: 1 };
  return `${span.source.name}:${line}:${column}`;
}

/** Only the titles. spec/02 §8.2 */
export function summaryText(diffs: readonly ItemDiff[], paint: Paint): string {
  return diffs.map((diff) => `${titleOf(diff, paint)}\n`).join("");
}
