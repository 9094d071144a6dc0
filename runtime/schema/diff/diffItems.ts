import { printBlock, printFunctionSignature, type SchemaItem } from "../../../grammar/index.js";
import type { SchemaElement, Slot } from "./element.js";
import { ELEMENT_GROUPS, elementsOf } from "./elements.js";

/** What happens to one item. spec/02 §8 */
export type ItemDiff =
  | { readonly kind: "added"; readonly item: SchemaItem }
  | { readonly kind: "removed"; readonly item: SchemaItem }
  | ItemChanges;

export interface ItemChanges {
  readonly kind: "modified";
  readonly before: SchemaItem;
  readonly after: SchemaItem;
  readonly isRenamed: boolean;
  /** Of functions. */
  readonly signature: boolean;
  readonly body: boolean;
  readonly elements: readonly ElementChange[];
}

export type ElementChange =
  | { readonly kind: "added"; readonly element: SchemaElement }
  | { readonly kind: "removed"; readonly element: SchemaElement }
  | {
      readonly kind: "changed";
      readonly before: SchemaElement;
      readonly after: SchemaElement;
      readonly slots: readonly SlotChange[];
      readonly parts: readonly ElementChange[];
    };

export interface SlotChange {
  readonly before: Slot;
  readonly after: Slot;
}

/** An item that got another name. */
export interface Rename {
  readonly kind: SchemaItem["kind"];
  readonly from: string;
  readonly to: string;
}

const KIND_ORDER: readonly SchemaItem["kind"][] = ["collection", "function", "role", "accessProvider"];

/** All additions, then removals, then modifications; each by kind, then by (old) name. spec/02 §8 */
export function diffItems(
  before: readonly SchemaItem[],
  after: readonly SchemaItem[],
  renames: readonly Rename[] = [],
): readonly ItemDiff[] {
  const nameBefore = new Map(renames.map(({ kind, from, to }) => [`${kind} ${to}`, `${kind} ${from}`]));
  const old = new Map(sorted(before).map((item) => [itemKey(item), item]));
  const oldKeyOf = (item: SchemaItem) => nameBefore.get(itemKey(item)) ?? itemKey(item);
  const kept = new Map(after.map((item) => [oldKeyOf(item), item]));
  const added = sorted(after).filter((item) => !old.has(oldKeyOf(item)));
  const removed = [...old].filter(([key]) => !kept.has(key)).map(([, item]) => item);
  const modified = [...old].flatMap(([key, item]) => {
    const next = kept.get(key);
    const changes = next && changesOf(item, next);
    return changes === undefined ? [] : [changes];
  });
  return [
    ...added.map((item) => ({ kind: "added", item }) as const),
    ...removed.map((item) => ({ kind: "removed", item }) as const),
    ...modified,
  ];
}

/** By which items of two schemas are matched. */
export function itemKey({ kind, name }: SchemaItem): string {
  return `${kind} ${name.text}`;
}

function sorted(items: readonly SchemaItem[]): readonly SchemaItem[] {
  return [...items].sort((a, b) => {
    const byKind = KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind);
    return byKind !== 0 ? byKind : a.name.text < b.name.text ? -1 : 1;
  });
}

function changesOf(before: SchemaItem, after: SchemaItem): ItemChanges | undefined {
  const isRenamed = before.name.text !== after.name.text;
  const old = elementsOf(before);
  const next = elementsOf(after);
  const elements = ELEMENT_GROUPS.flatMap((kinds) => {
    const group = (all: readonly SchemaElement[]) => all.filter(({ kind }) => kinds.includes(kind));
    return diffElements(group(old), group(next));
  });
  const isFunction = before.kind === "function" && after.kind === "function";
  const signature = isFunction && printFunctionSignature(before) !== printFunctionSignature(after);
  const body = isFunction && printBlock(before.body) !== printBlock(after.body);
  if (!isRenamed && !signature && !body && elements.length === 0) return undefined;
  return { kind: "modified", before, after, isRenamed, signature, body, elements };
}

/** Added ones in the new order, removed ones, changed ones in the old order. */
function diffElements(
  before: readonly SchemaElement[],
  after: readonly SchemaElement[],
): readonly ElementChange[] {
  const keyOf = ({ kind, key }: SchemaElement) => `${kind} ${key}`;
  const old = new Map(before.map((element) => [keyOf(element), element]));
  const next = new Map(after.map((element) => [keyOf(element), element]));
  return [
    ...after.filter((each) => !old.has(keyOf(each))).map((element) => ({ kind: "added", element }) as const),
    ...before
      .filter((each) => !next.has(keyOf(each)))
      .map((element) => ({ kind: "removed", element }) as const),
    ...before.flatMap((element) => {
      const changed = next.get(keyOf(element));
      return changed === undefined ? [] : changeOf(element, changed);
    }),
  ];
}

function changeOf(before: SchemaElement, after: SchemaElement): readonly ElementChange[] {
  const slots = before.slots.flatMap((slot) => {
    const other = after.slots.find(({ name }) => name === slot.name);
    return other === undefined || other.text === slot.text ? [] : [{ before: slot, after: other }];
  });
  const parts = diffElements(before.parts, after.parts);
  if (slots.length === 0 && parts.length === 0) return [];
  return [{ kind: "changed", before, after, slots, parts }];
}
