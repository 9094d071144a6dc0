import type { SchemaFile, SchemaItem } from "../../ast/index.js";
import type { Diagnostic, Parsed } from "../../diagnostic.js";
import { compareSpans } from "../../span.js";
import type { Member } from "../member.js";
import { problems, type Report } from "../problems.js";
import { readAccessProvider } from "./accessProvider.js";
import { readCollection } from "./collection.js";
import { readFunction } from "./function.js";
import { checkNames } from "./namespace.js";
import { readRole } from "./role.js";
import { wordOf } from "./values.js";

export { duplicatesAcrossFiles } from "./namespace.js";

/** The second phase: items out of what the first phase read, or all that is wrong with them. spec/02 §2 */
export function readItems(members: readonly Member[]): Parsed<SchemaFile> {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  const items = members.map((member) => readItem(member, report)).filter((item) => item !== undefined);
  checkNames(members, report);
  if (diagnostics.length === 0) return { ok: true, value: { items } };
  return { ok: false, diagnostics: diagnostics.sort((a, b) => compareSpans(a.span, b.span)) };
}

function readItem(member: Member, report: Report): SchemaItem | undefined {
  const { body } = member;
  if (body.kind === "function") return readFunction(member, body, report);
  if (body.kind === "accessProvider") return readAccessProvider(member, body, report);
  if (body.kind === "keyword" && body.keyword.text === "collection")
    return readCollection(member, body, report);
  if (body.kind === "keyword" && body.keyword.text === "role") return readRole(member, body, report);
  const word = wordOf(body);
  report(problems.invalidSchemaItem(word.span, word.text));
  return undefined;
}
