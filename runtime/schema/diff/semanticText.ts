import type { MigrationStep } from "../../../compiler/index.js";
import type { SchemaItem, TypeExpression } from "../../../grammar/index.js";
import type { Paint } from "./colour.js";
import type { ItemChanges, ItemDiff } from "./diffItems.js";
import { elementEntries, sectionOf } from "./elementEntries.js";
import { elementsOf } from "./elements.js";
import { type Entry, entry, linesOf, SECTIONS, type Section } from "./entry.js";
import { stepEntries } from "./stepEntries.js";
import { titleOf } from "./title.js";

/** What becomes of documents, which the diff shows too. */
export interface DocumentChanges {
  /** By the new name of the collection; without those that stay as they are. */
  readonly steps: ReadonlyMap<string, readonly MigrationStep[]>;
  displayType(type: TypeExpression): string;
}

/** All differences in words. spec/02 §8.1 */
export function semanticText(diffs: readonly ItemDiff[], documents: DocumentChanges, paint: Paint): string {
  return diffs.map((diff) => itemText(diff, documents, paint)).join("");
}

type Placed = Entry & { readonly section: Section };

function itemText(diff: ItemDiff, documents: DocumentChanges, paint: Paint): string {
  const title = titleOf(diff, paint);
  if (diff.kind === "removed") return `${title}\n\n`;
  const item = diff.kind === "added" ? diff.item : diff.after;
  const entries = diff.kind === "added" ? newEntries(item) : changedEntries(diff);
  const details =
    item.kind === "collection"
      ? sectionsText([...fieldEntries(item, documents), ...entries], paint)
      : paragraph(entries, paint);
  if (details !== "") return `${title}:\n${details}`;
  return diff.kind === "added" ? `${title}\n\n` : `${title}:\n  No semantic changes.\n\n`;
}

function newEntries(item: SchemaItem): readonly Placed[] {
  return elementsOf(item).flatMap((element) => {
    const change = { kind: "added", element } as const;
    return elementEntries(change, true).map((each) => ({ ...each, section: sectionOf(change) }));
  });
}

function changedEntries({ after, isRenamed, signature, body, elements }: ItemChanges): readonly Placed[] {
  const change = (text: string): Placed => ({ ...entry("change", text, 1), section: "Configuration" });
  return [
    ...(isRenamed ? [change(`~ rename to \`${after.name.text}\``)] : []),
    ...elements.flatMap((each) =>
      elementEntries(each, false).map((line) => ({ ...line, section: sectionOf(each) })),
    ),
    ...(signature ? [change("~ change signature")] : []),
    ...(body ? [change("~ change body")] : []),
  ];
}

/** A change of fields that says nothing of documents has its section all the same. */
function fieldEntries({ name }: SchemaItem, { steps, displayType }: DocumentChanges): readonly Placed[] {
  const own = steps.get(name.text) ?? [];
  const entries = own.flatMap((step) => stepEntries(step, displayType));
  const shown = own.length > 0 && entries.length === 0 ? [NOTHING] : entries;
  return shown.map((each) => ({ ...each, section: "Defined fields" }));
}

const NOTHING: Entry = entry("add", "", 0);

function sectionsText(entries: readonly Placed[], paint: Paint): string {
  return SECTIONS.map((section) => {
    const own = entries.filter((each) => each.section === section);
    const lines = own.filter((each) => each.text !== "");
    return own.length === 0 ? "" : `  * ${section}:\n${linesOf(lines, paint)}\n`;
  }).join("");
}

function paragraph(entries: readonly Entry[], paint: Paint): string {
  return entries.length === 0 ? "" : `${linesOf(entries, paint)}\n`;
}
