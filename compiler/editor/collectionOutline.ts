import { isMark, type OutlineGroup, type OutlinePart, outlineMembers } from "../../grammar/index.js";
import type { Extent } from "./completionItem.js";

/** A field or parameter as it is written: its type, if there is one, is still text. */
export interface FieldOutline {
  readonly name: string;
  readonly type: Extent | undefined;
  readonly isVariadic?: boolean;
}

export interface ComputedOutline extends FieldOutline {
  readonly body: Extent | undefined;
}

/** The fields of a collection that is being written. */
export interface CollectionOutline {
  readonly defined: readonly FieldOutline[];
  readonly computed: readonly ComputedOutline[];
}

/** The fields in the braces of a collection. */
export function collectionOutline({ parts }: OutlineGroup): CollectionOutline {
  const defined: FieldOutline[] = [];
  const computed: ComputedOutline[] = [];
  for (const member of outlineMembers(parts)) {
    const [first, second] = member;
    if (first?.kind !== "word" && first?.kind !== "value") continue;
    const name = second?.kind === "word" && first.text === "compute" ? second : undefined;
    if (name !== undefined) computed.push({ name: name.text, ...typeAndValue(member, 2) });
    else if (isMark(second, ":")) defined.push({ name: first.text, type: typeAndValue(member, 1).type });
  }
  return { defined, computed };
}

/** `: Type = value`, both of which may be missing. */
function typeAndValue(member: readonly OutlinePart[], at: number) {
  const equals = member.findIndex((part, index) => index >= at && isMark(part, "="));
  const end = equals < 0 ? member.length : equals;
  const typeParts = isMark(member[at], ":") ? member.slice(at + 1, end) : [];
  return {
    type: extentOf(typeParts),
    body: equals < 0 ? undefined : extentOf(member.slice(equals + 1)),
  };
}

function extentOf(parts: readonly OutlinePart[]): Extent | undefined {
  return parts.length === 0 ? undefined : { start: parts[0]!.start, end: parts.at(-1)!.end };
}
