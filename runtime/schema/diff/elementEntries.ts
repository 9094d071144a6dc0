import type { ElementChange, SlotChange } from "./diffItems.js";
import type { ElementKind, SchemaElement } from "./element.js";
import { type Entry, entry, type Section } from "./entry.js";

const SECTION_OF: Readonly<Partial<Record<ElementKind, Section>>> = {
  computed: "Computed fields",
  index: "Indexes",
  unique: "Constraints",
  check: "Constraints",
};

export function sectionOf(change: ElementChange): Section {
  return SECTION_OF[elementOf(change).kind] ?? "Configuration";
}

function elementOf(change: ElementChange): SchemaElement {
  return change.kind === "changed" ? change.before : change.element;
}

/** What happens to an element, in words; `inNewItem` where all of its item is new. spec/02 §8.1 */
export function elementEntries(change: ElementChange, inNewItem: boolean, depth = 1): readonly Entry[] {
  const { kind, label } = elementOf(change);
  // Fields are shown by what is done to documents.
  if (kind === "field") return removedDefaults(change);
  if (kind === "wildcard" || kind === "migrations") return [];
  const days = kind === "history_days" && !inNewItem ? historyDays(change) : undefined;
  if (days !== undefined)
    return [entry("change", `~ change history_days from ${days.from} to ${days.to}`, depth)];
  switch (change.kind) {
    case "added":
      return [entry("add", `+ add ${label}`, depth)];
    case "removed":
      return [entry("remove", `- remove ${label}`, depth)];
    case "changed": {
      const text = changeText(change);
      return [
        ...(text === undefined ? [] : [entry("change", `~ change ${text}`, depth)]),
        ...change.parts.flatMap((part) => elementEntries(part, inNewItem, depth + 1)),
      ];
    }
  }
}

type Changed = ElementChange & { readonly kind: "changed" };

function removedDefaults(change: ElementChange): readonly Entry[] {
  if (change.kind !== "changed") return [];
  return change.slots
    .filter(({ before, after }) => before.name === "default" && after.text === undefined)
    .map(() => entry("remove", `- remove default value from ${change.before.label}`, 1));
}

/** Days that are not written are none. */
function historyDays(change: ElementChange) {
  const daysOf = ({ slots }: SchemaElement) => slots[0]?.text ?? "0";
  switch (change.kind) {
    case "added":
      return { from: "0", to: daysOf(change.element) };
    case "removed":
      return { from: daysOf(change.element), to: "0" };
    case "changed":
      return { from: daysOf(change.before), to: daysOf(change.after) };
  }
}

function changeText({ before, slots }: Changed): string | undefined {
  const [slot] = slots;
  switch (before.kind) {
    case "alias":
    case "role":
    case "index":
    case "privileges":
      return before.label;
    case "computed":
      return slots.some((each) => each.before.name === "body") ? before.label : undefined;
    case "check":
      return `${before.label} body`;
    case "action":
    case "membership":
    case "roleOfProvider":
      return `${before.label} by ${predicateChange(slot!)}`;
    case "history_days":
    case "ttl_days":
    case "document_ttls":
    case "terms":
    case "values":
    case "issuer":
    case "jwks_uri":
      return `${before.kind} from ${slot!.before.text} to ${slot!.after.text}`;
    case "field":
    case "wildcard":
    case "unique":
    case "migrations":
      return undefined;
  }
}

function predicateChange({ before, after }: SlotChange): string {
  if (before.text === undefined) return "adding a predicate";
  return after.text === undefined ? "removing a predicate" : "modifying its predicate";
}
