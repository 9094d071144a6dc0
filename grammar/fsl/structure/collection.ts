import type {
  CheckMember,
  CollectionItem,
  CollectionMember,
  ComputedFieldMember,
  DocumentTtlsMember,
  FieldMember,
  IndexMember,
  NumberMember,
  UniqueMember,
  WildcardMember,
} from "../../ast/index.js";
import { isPlainName } from "../../names.js";
import type { Name, Span } from "../../span.js";
import type { FieldBody, KeywordBody, Member } from "../member.js";
import { problems, type Report } from "../problems.js";
import { readAnnotations, refuseAnnotations } from "./annotations.js";
import { reportDuplicate } from "./duplicates.js";
import { readMigrations } from "./migrations.js";
import { fieldSetKey, readTerms, readValues } from "./paths.js";
import { checkNestedDefaults, refuseDefaults } from "./types.js";
import {
  asBoolean,
  asComputedBody,
  asInteger,
  asParenthesizedLambda,
  refuseName,
  refuseShortLambda,
  requiredBlock,
  requiredName,
  requiredValue,
  wordOf,
} from "./values.js";

const RESERVED_FIELD_NAMES: ReadonlySet<string> = new Set(
  "id coll ts data delete update replace updateData replaceData exists ttl".split(" "),
);

/** Where the members of one collection first stood, by what must be unique among them. */
interface Seen {
  readonly fields: Map<string, Span>;
  readonly indexes: Map<string, Span>;
  readonly checks: Map<string, Span>;
  readonly uniques: Map<string, Span>;
  readonly options: Map<string, Span>;
}

/** `collection Name { … }`. spec/02 §1.3 */
export function readCollection(
  member: Member,
  body: KeywordBody,
  report: Report,
): CollectionItem | undefined {
  const { alias } = readAnnotations(member, ["alias"], report);
  const name = requiredName(body, report);
  const block = requiredBlock(member, body, report);
  if (block === undefined) return undefined;
  const seen: Seen = {
    fields: new Map(),
    indexes: new Map(),
    checks: new Map(),
    uniques: new Map(),
    options: new Map(),
  };
  const members = block.members
    .map((inner) => readMember(inner, seen, report))
    .filter((inner) => inner !== undefined);
  if (name === undefined) return undefined;
  return { kind: "collection", name, alias, members, bodySpan: block.span, span: member.span };
}

function readMember(member: Member, seen: Seen, report: Report): CollectionMember | undefined {
  refuseAnnotations(member, report);
  const { body } = member;
  if (body.kind === "field") return readField(member, body, seen, report);
  if (body.kind === "keyword") {
    switch (body.keyword.text) {
      case "index":
        return readIndex(member, body, seen, report);
      case "unique":
        return readUnique(member, body, seen, report);
      case "check":
        return readCheck(member, body, seen, report);
      case "history_days":
      case "ttl_days":
        return readDays(member, body, body.keyword.text, seen, report);
      case "document_ttls":
        return readDocumentTtls(member, body, seen, report);
      case "migrations":
        reportDuplicate(seen.options, "migrations", "migration block", member.span, report);
        return readMigrations(member, body, report);
    }
  }
  const word = wordOf(body);
  report(problems.invalidFieldOrMember(word.span, word.text));
  return undefined;
}

function readField(member: Member, body: FieldBody, seen: Seen, report: Report) {
  const { name } = body;
  const computed = body.compute !== undefined;
  if (computed || !body.isWildcard) {
    requireIdentifier(name, report);
    if (RESERVED_FIELD_NAMES.has(name.text)) report(problems.invalidReservedName(member.span, name.text));
  }
  reportDuplicate(seen.fields, name.text, `field \`${name.text}\``, name.span, report);
  if (body.compute !== undefined) return readComputedField(member, body, body.compute, report);
  return body.isWildcard ? readWildcard(member, body, report) : readDefinedField(member, body, report);
}

function readDefinedField(member: Member, body: FieldBody, report: Report): FieldMember | undefined {
  const { name, type } = body;
  if (type === undefined) report(problems.expectedType(member.span));
  else checkNestedDefaults(type, body.value, report);
  const value = body.value && refuseShortLambda(body.value, report);
  return type && { kind: "field", name, type, default: value, span: member.span };
}

function readWildcard(member: Member, body: FieldBody, report: Report): WildcardMember | undefined {
  refuseDefaults(body.type, report);
  if (body.value !== undefined) report(problems.wildcardDefault(body.value.span));
  return body.type && { kind: "wildcard", type: body.type, span: member.span };
}

function readComputedField(
  member: Member,
  body: FieldBody,
  compute: Span,
  report: Report,
): ComputedFieldMember | undefined {
  refuseDefaults(body.type, report);
  const { name, type, value } = body;
  if (value === undefined) {
    report(problems.computedWithoutValue(compute));
    return undefined;
  }
  const lambda = asComputedBody(value, report);
  return lambda && { kind: "computed", name, type, body: lambda, valueSpan: value.span, span: member.span };
}

/** A name that must be usable without quotes. */
function requireIdentifier(name: Name, report: Report): void {
  if (!isPlainName(name.text)) report(problems.invalidIdentifier(name.span, name.text));
}

function readIndex(member: Member, body: KeywordBody, seen: Seen, report: Report): IndexMember | undefined {
  const name = requiredName(body, report);
  if (name !== undefined) {
    requireIdentifier(name, report);
    reportDuplicate(seen.indexes, name.text, `index name \`${name.text}\``, name.span, report);
  }
  const block = requiredBlock(member, body, report);
  if (block === undefined) return undefined;
  const first = new Map<string, Span>();
  let terms: IndexMember["terms"];
  let values: IndexMember["values"];
  for (const inner of block.members) {
    refuseAnnotations(inner, report);
    const word = wordOf(inner.body);
    if (inner.body.kind !== "keyword" || (word.text !== "terms" && word.text !== "values")) {
      report(problems.invalidMember(word.span, word.text));
      continue;
    }
    refuseName(inner.body, report);
    reportDuplicate(first, word.text, `${word.text} definition`, inner.span, report);
    const value = requiredValue(inner, inner.body, report);
    const entries = value && (word.text === "terms" ? readTerms(value, report) : readValues(value, report));
    const list = value && entries && { entries, listSpan: value.span, span: inner.span };
    if (word.text === "terms") terms = list;
    else values = list;
  }
  return name && { kind: "index", name, terms, values, bodySpan: block.span, span: member.span };
}

function readUnique(member: Member, body: KeywordBody, seen: Seen, report: Report): UniqueMember | undefined {
  refuseName(body, report);
  const value = requiredValue(member, body, report);
  const entries = value && readTerms(value, report);
  if (value === undefined || entries === undefined) return undefined;
  if (value.kind === "paths" && value.entries.length === 0) report(problems.emptyUnique(value.span));
  else reportSameUnique(entries, value.span, seen, report);
  return { kind: "unique", entries, listSpan: value.span, span: member.span };
}

function reportSameUnique(
  entries: UniqueMember["entries"],
  listSpan: Span,
  seen: Seen,
  report: Report,
): void {
  const key = fieldSetKey(entries);
  const original = seen.uniques.get(key);
  if (original === undefined) seen.uniques.set(key, listSpan);
  else report(problems.duplicateUnique(listSpan, original));
}

function readCheck(member: Member, body: KeywordBody, seen: Seen, report: Report): CheckMember | undefined {
  const name = requiredName(body, report);
  if (name !== undefined) {
    requireIdentifier(name, report);
    reportDuplicate(seen.checks, name.text, `check constraint name \`${name.text}\``, name.span, report);
  }
  const value = requiredValue(member, body, report);
  const lambda = value && asParenthesizedLambda(value, problems.expectedCheck, report);
  if (name === undefined || value === undefined || lambda === undefined) return undefined;
  return { kind: "check", name, body: lambda, valueSpan: value.span, span: member.span };
}

function readDays(
  member: Member,
  body: KeywordBody,
  kind: NumberMember["kind"],
  seen: Seen,
  report: Report,
): NumberMember | undefined {
  const what = kind === "history_days" ? "history days" : "ttl days";
  reportDuplicate(seen.options, kind, what, member.span, report);
  refuseName(body, report);
  const value = requiredValue(member, body, report);
  const days = value && asInteger(value, report);
  if (value === undefined || days === undefined) return undefined;
  return { kind, value: days, valueSpan: value.span, span: member.span };
}

function readDocumentTtls(
  member: Member,
  body: KeywordBody,
  seen: Seen,
  report: Report,
): DocumentTtlsMember | undefined {
  reportDuplicate(seen.options, "document_ttls", "document TTLs", member.span, report);
  refuseName(body, report);
  const value = requiredValue(member, body, report);
  const enabled = value && asBoolean(value, report);
  if (value === undefined || enabled === undefined) return undefined;
  return { kind: "document_ttls", value: enabled, valueSpan: value.span, span: member.span };
}
