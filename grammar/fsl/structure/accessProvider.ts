import type { AccessProviderItem, AccessProviderRole } from "../../ast/index.js";
import type { Name, Span } from "../../span.js";
import type { AccessProviderBody, Member } from "../member.js";
import { problems, type Report } from "../problems.js";
import { refuseAnnotations } from "./annotations.js";
import { reportDuplicate } from "./duplicates.js";
import { asBlock, asPredicate, asString, requiredName, requiredValue, wordOf } from "./values.js";

/** `access provider Name { issuer "…"; jwks_uri "…"; role R { … } }`. spec/02 §1.3 */
export function readAccessProvider(
  member: Member,
  body: AccessProviderBody,
  report: Report,
): AccessProviderItem | undefined {
  refuseAnnotations(member, report);
  const block = asBlock(body.value, report);
  if (block === undefined) return undefined;
  const first = { uris: new Map<string, Span>(), roles: new Map<string, Span>() };
  const uris: { issuer?: Name; jwks_uri?: Name } = {};
  const roles: AccessProviderRole[] = [];
  for (const inner of block.members) {
    refuseAnnotations(inner, report);
    const word = wordOf(inner.body);
    if (inner.body.kind === "keyword" && (word.text === "issuer" || word.text === "jwks_uri")) {
      reportDuplicate(first.uris, word.text, word.text.replace("_", " "), word.span, report);
      const value = requiredValue(inner, inner.body, report);
      uris[word.text] = value && asString(value, report);
    } else if (inner.body.kind === "keyword" && word.text === "role") {
      const role = requiredName(inner.body, report);
      if (role) reportDuplicate(first.roles, role.text, `role \`${role.text}\``, role.span, report);
      const predicate = asPredicate(inner.body.value, report);
      if (role !== undefined) roles.push({ role, predicate, span: inner.span });
    } else {
      report(problems.invalidMember(word.span, word.text));
    }
  }
  if (!first.uris.has("issuer")) report(problems.missingIssuer(block.span));
  if (!first.uris.has("jwks_uri")) report(problems.missingJwksUri(block.span));
  const { issuer, jwks_uri: jwksUri } = uris;
  if (issuer === undefined || jwksUri === undefined) return undefined;
  return {
    kind: "accessProvider",
    name: body.name,
    issuer,
    jwksUri,
    roles,
    bodySpan: block.span,
    span: member.span,
  };
}
