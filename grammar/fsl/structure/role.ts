import type { MembershipMember, PrivilegeAction, PrivilegeMember, RoleItem } from "../../ast/index.js";
import type { Span } from "../../span.js";
import type { KeywordBody, Member } from "../member.js";
import { problems, type Report } from "../problems.js";
import { refuseAnnotations } from "./annotations.js";
import { reportDuplicate } from "./duplicates.js";
import { asPredicate, requiredBlock, requiredName, wordOf } from "./values.js";

const ACTIONS: ReadonlySet<string> = new Set(
  "create create_with_id delete read write history_read history_write unrestricted_read call".split(" "),
);

/** `role Name { privileges … membership … }`. spec/02 §1.3 */
export function readRole(member: Member, body: KeywordBody, report: Report): RoleItem | undefined {
  refuseAnnotations(member, report);
  const name = requiredName(body, report);
  const block = requiredBlock(member, body, report);
  if (block === undefined) return undefined;
  const privileges: PrivilegeMember[] = [];
  const membership: MembershipMember[] = [];
  const first = { privileges: new Map<string, Span>(), membership: new Map<string, Span>() };
  for (const inner of block.members) {
    refuseAnnotations(inner, report);
    const word = wordOf(inner.body);
    if (inner.body.kind !== "keyword" || (word.text !== "privileges" && word.text !== "membership")) {
      report(problems.invalidMember(word.span, word.text));
      continue;
    }
    const resource = requiredName(inner.body, report);
    if (resource !== undefined) {
      const what = `${word.text} \`${resource.text}\``;
      reportDuplicate(first[word.text], resource.text, what, resource.span, report);
    }
    if (word.text === "membership") {
      const predicate = asPredicate(inner.body.value, report);
      if (resource !== undefined) membership.push({ resource, predicate, span: inner.span });
    } else {
      const actionsBlock = requiredBlock(inner, inner.body, report);
      const actions = actionsBlock && readActions(actionsBlock.members, report);
      if (resource === undefined || actionsBlock === undefined || actions === undefined) continue;
      privileges.push({ resource, actions, bodySpan: actionsBlock.span, span: inner.span });
    }
  }
  return name && { kind: "role", name, privileges, membership, bodySpan: block.span, span: member.span };
}

function readActions(members: readonly Member[], report: Report): PrivilegeAction[] {
  const first = new Map<string, Span>();
  const actions: PrivilegeAction[] = [];
  for (const member of members) {
    refuseAnnotations(member, report);
    const { body } = member;
    const word = wordOf(body);
    if (body.kind !== "keyword" || !ACTIONS.has(word.text)) {
      report(problems.invalidAction(word.span, word.text));
      continue;
    }
    reportDuplicate(first, word.text, `action \`${word.text}\``, word.span, report);
    actions.push({ action: body.keyword, predicate: asPredicate(body.value, report), span: member.span });
  }
  return actions;
}
