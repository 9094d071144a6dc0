import { isMark, type OutlineGroup, type OutlinePart, outlineMembers } from "../../grammar/index.js";
import { type CollectionOutline, collectionOutline, type FieldOutline } from "./collectionOutline.js";
import type { Extent } from "./completionItem.js";
import type { SnippetList } from "./schemaSnippets.js";

type Member = readonly OutlinePart[];

/** What a word at the cursor of a schema file can be. spec/03b §11.3 */
export type SchemaPlace =
  /** A word that begins something. */
  | { readonly kind: "word"; readonly list: SnippetList; readonly present: readonly string[] }
  /** A defined field of a collection. */
  | { readonly kind: "path"; readonly fields: readonly FieldOutline[] }
  | { readonly kind: "type" }
  | CodePlace;

/** FQL. */
export interface CodePlace {
  readonly kind: "code";
  readonly extent: Extent;
  /** Parameters of the function whose body it is. */
  readonly parameters: readonly FieldOutline[];
  /** The type of its value, where one is written. */
  readonly type: Extent | undefined;
  /** The collection whose documents it is called with. */
  readonly collection: CollectionOutline | undefined;
}

/** What stands at a position where a word begins; undefined where nothing is offered. */
export function schemaPlaceAt(items: readonly OutlinePart[], position: number): SchemaPlace | undefined {
  const here = memberAt(items, position);
  if (here === undefined) return undefined;
  const { member, before, group } = here;
  if (before.length === 0) return { kind: "word", list: "file", present: [] };
  switch (wordOf(member)) {
    case "collection":
      return group && inCollection(group, collectionOutline(group), position);
    case "role":
      return group && inRole(group, position);
    case "access":
      return group && inAccessProvider(group, position);
    case "function":
      return inFunction(here, position);
    default:
      return undefined;
  }
}

/** The member of a body in which a position is. */
interface Here {
  readonly member: Member;
  /** The parts in front of the position. */
  readonly before: Member;
  /** The brackets around the position, if it is in some. */
  readonly group: OutlineGroup | undefined;
  /** The words that begin the other members. */
  readonly others: readonly string[];
}

function memberAt(parts: readonly OutlinePart[], position: number): Here | undefined {
  const members = outlineMembers(parts);
  const member = members.find((each) => each[0]!.start <= position && position < each.at(-1)!.end);
  if (member === undefined) return undefined;
  return {
    member,
    ...within(member, position),
    others: members.flatMap((each) => (each === member ? [] : [wordOf(each)])),
  };
}

function within(parts: Member, position: number): Pick<Here, "before" | "group"> {
  const group = parts.find((part) => part.start < position && position < part.end);
  return {
    before: parts.filter(({ end }) => end <= position),
    group: group?.kind === "group" ? group : undefined,
  };
}

function wordOf(member: Member): string {
  const [first] = member;
  return first?.kind === "word" ? first.text : "";
}

function inCollection(
  body: OutlineGroup,
  collection: CollectionOutline,
  position: number,
): SchemaPlace | undefined {
  const here = memberAt(body.parts, position);
  if (here === undefined) return undefined;
  const { member, before, group } = here;
  if (before.length === 0) return { kind: "word", list: "collection", present: [] };
  const code = (extent: Extent, type?: Extent): CodePlace => ({
    kind: "code",
    extent,
    parameters: [],
    type,
    collection: undefined,
  });
  const assigned = before.findIndex((part) => isMark(part, "="));
  const typed = before.findIndex((part) => isMark(part, ":"));
  if (wordOf(member) === "compute" && !isMark(member[1], ":")) {
    if (assigned >= 0) return { ...code(behind(member, assigned)), collection };
    return typed >= 0 ? inType(group, position) : undefined;
  }
  if (typed === 1) {
    if (assigned < 0) return inType(group, position);
    return code(behind(member, assigned), between(member, typed, assigned));
  }
  switch (wordOf(member)) {
    case "check":
      return group && { ...code(inside(group)), collection };
    case "index":
      return group && inIndex(group, position);
    case "migrations":
      return group && inMigrations(group, collection, position);
    default:
      return undefined;
  }
}

function inIndex(body: OutlineGroup, position: number): SchemaPlace | undefined {
  const here = memberAt(body.parts, position);
  if (here === undefined || here.before.length > 0) return undefined;
  return { kind: "word", list: "index", present: here.others };
}

function inMigrations(
  body: OutlineGroup,
  { defined }: CollectionOutline,
  position: number,
): SchemaPlace | undefined {
  const here = memberAt(body.parts, position);
  if (here === undefined) return undefined;
  const { member, before } = here;
  if (before.length === 0) return { kind: "word", list: "migrations", present: [] };
  const names = member.flatMap((part, index) =>
    part.kind === "word" && isMark(member[index - 1], ".") && part.start !== position ? [part.text] : [],
  );
  const assigned = before.findIndex((part) => isMark(part, "="));
  if (wordOf(member) === "backfill" && assigned >= 0) {
    const field = defined.find(({ name }) => name === names[0]);
    const extent = behind(member, assigned);
    return { kind: "code", extent, parameters: [], type: field?.type, collection: undefined };
  }
  const beginsPath = isMark(before.at(-1), ".") && (before.length === 2 || before.at(-2)?.kind === "mark");
  if (!beginsPath) return undefined;
  return { kind: "path", fields: defined.filter(({ name }) => !names.includes(name)) };
}

function inRole(body: OutlineGroup, position: number): SchemaPlace | undefined {
  const here = memberAt(body.parts, position);
  if (here === undefined) return undefined;
  const { member, before, group } = here;
  if (before.length === 0) return { kind: "word", list: "role", present: [] };
  if (group === undefined) return undefined;
  return wordOf(member) === "privileges" ? inPrivileges(group, position) : inPredicate(group, position);
}

function inPrivileges(body: OutlineGroup, position: number): SchemaPlace | undefined {
  const here = memberAt(body.parts, position);
  if (here === undefined) return undefined;
  const { before, group, others } = here;
  if (before.length === 0) return { kind: "word", list: "privileges", present: others };
  return group && inPredicate(group, position);
}

/** The body of an action, of a membership, of a role of an access provider. */
function inPredicate(body: OutlineGroup, position: number): SchemaPlace | undefined {
  const here = memberAt(body.parts, position);
  if (here === undefined) return undefined;
  const { before, group } = here;
  if (before.length === 0) return { kind: "word", list: "predicate", present: [] };
  if (group === undefined) return undefined;
  return { kind: "code", extent: inside(group), parameters: [], type: undefined, collection: undefined };
}

function inAccessProvider(body: OutlineGroup, position: number): SchemaPlace | undefined {
  const here = memberAt(body.parts, position);
  if (here === undefined) return undefined;
  const { member, before, group } = here;
  if (before.length === 0) return { kind: "word", list: "accessProvider", present: [] };
  return wordOf(member) === "role" && group !== undefined ? inPredicate(group, position) : undefined;
}

function inFunction({ member, before, group }: Here, position: number): SchemaPlace | undefined {
  const list = member.findIndex((part) => part.kind === "group" && part.opening === "(");
  const parameters = member[list];
  if (parameters?.kind !== "group") return undefined;
  if (group === parameters) return inParameters(group, position);
  const body = member.find(
    (part, index) => index > list && part.kind === "group" && isBody(member[index - 1]),
  );
  const isTyped = isMark(member[list + 1], ":");
  if (body?.kind === "group" && group === body) {
    const at = member.indexOf(body);
    const type = isTyped ? between(member, list + 1, at) : undefined;
    return {
      kind: "code",
      extent: inside(body),
      parameters: parametersOf(parameters),
      type,
      collection: undefined,
    };
  }
  return isTyped && before.length > list + 1 ? inType(group, position) : undefined;
}

/** A body stands behind a type or parentheses, a type that begins with a brace behind a mark. */
function isBody(before: OutlinePart | undefined): boolean {
  return before?.kind !== "mark" || before.text === "?";
}

function inParameters({ parts }: OutlineGroup, position: number): SchemaPlace | undefined {
  const { before, group } = within(parts, position);
  const last = before.slice(before.findLastIndex((part) => isMark(part, ",")) + 1);
  const isTyped = last.some((part) => isMark(part, ":"));
  return isTyped ? inType(group, position) : undefined;
}

/** Types, but for the keys of object types. */
function inType(group: OutlineGroup | undefined, position: number): SchemaPlace | undefined {
  if (group === undefined) return { kind: "type" };
  const { before, group: inner } = within(group.parts, position);
  if (group.opening === "{") {
    const last = before.slice(before.findLastIndex((part) => isMark(part, ",")) + 1);
    if (!last.some((part) => isMark(part, ":"))) return undefined;
  }
  return inType(inner, position);
}

/** The parameters between a function's parentheses. */
function parametersOf({ parts }: OutlineGroup): readonly FieldOutline[] {
  const commas = parts.flatMap((part, index) => (isMark(part, ",") ? [index] : []));
  return [-1, ...commas].flatMap((comma, index) => {
    const parameter = parts.slice(comma + 1, commas[index] ?? parts.length);
    const name = parameter.find((part) => part.kind === "word");
    if (name?.kind !== "word") return [];
    const colon = parameter.findIndex((part) => isMark(part, ":"));
    const type = colon < 0 ? undefined : between(parameter, colon, parameter.length);
    return [{ name: name.text, type, isVariadic: isMark(parameter[0], "...") }];
  });
}

/** What stands in brackets. */
function inside({ start, end, isClosed }: OutlineGroup): Extent {
  return { start: start + 1, end: isClosed ? end - 1 : end };
}

/** From a part of a member to its end. */
function behind(member: Member, index: number): Extent {
  return { start: member[index]!.end, end: member.at(-1)!.end };
}

/** What stands between two parts of a member; undefined if there is nothing. */
function between(member: Member, from: number, to: number): Extent | undefined {
  const parts = member.slice(from + 1, to);
  return parts.length === 0 ? undefined : { start: parts[0]!.start, end: parts.at(-1)!.end };
}
