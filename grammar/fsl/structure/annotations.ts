import type { Span } from "../../span.js";
import type { Member, MemberAnnotation } from "../member.js";
import { problems, type Report } from "../problems.js";
import { reportDuplicate } from "./duplicates.js";

/** The annotations of a collection or function, each at most once. */
export function readAnnotations(
  member: Member,
  supported: readonly MemberAnnotation["kind"][],
  report: Report,
): { readonly [kind in MemberAnnotation["kind"]]?: MemberAnnotation } {
  const first = new Map<string, Span>();
  const read: { [kind in MemberAnnotation["kind"]]?: MemberAnnotation } = {};
  for (const annotation of member.annotations) {
    if (!supported.includes(annotation.kind)) {
      report(problems.annotationNotSupported(annotation.span));
      continue;
    }
    const what = `annotation \`${annotation.kind}\``;
    reportDuplicate(first, annotation.kind, what, annotation.span, report);
    read[annotation.kind] ??= annotation;
  }
  return read;
}

/** Roles, access providers and members take no annotation. */
export function refuseAnnotations(member: Member, report: Report): void {
  const [annotation] = member.annotations;
  if (annotation !== undefined) report(problems.annotationsNotAllowed(annotation.span));
}
