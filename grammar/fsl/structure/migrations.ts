import type { FieldPath, MigrationStatement, MigrationsMember } from "../../ast/index.js";
import { printPath } from "../../print/index.js";
import type { Span } from "../../span.js";
import type { KeywordBody, Member, MigrationBody } from "../member.js";
import { problems, type Report } from "../problems.js";
import { refuseAnnotations } from "./annotations.js";
import { readMigrationPath } from "./paths.js";
import { refuseName, refuseShortLambda, requiredValue } from "./values.js";

/** `migrations { … }`: at least one statement, and nothing else. spec/02 §2 */
export function readMigrations(
  member: Member,
  body: KeywordBody,
  report: Report,
): MigrationsMember | undefined {
  refuseName(body, report);
  const value = requiredValue(member, body, report);
  if (value === undefined) return undefined;
  if (value.kind !== "block") {
    report(problems.expectedMigrations(value.span));
    return undefined;
  }
  if (value.members.length === 0) report(problems.emptyMigrations(member.span));
  const statements = value.members
    .map((inner) => readStatement(inner, report))
    .filter((statement) => statement !== undefined);
  return { kind: "migrations", statements, bodySpan: value.span, span: member.span };
}

function readStatement(member: Member, report: Report): MigrationStatement | undefined {
  refuseAnnotations(member, report);
  const { body, span } = member;
  if (body.kind === "unknown") report(problems.expectedMigration(body.keyword.span));
  else if (body.kind !== "migration") report(problems.onlyMigrations(span));
  else return migration(body, span, report);
  return undefined;
}

function migration(body: MigrationBody, span: Span, report: Report): MigrationStatement | undefined {
  const kind = body.keyword.text;
  if (kind === "add_wildcard") return { kind, span };
  const path = body.path && readMigrationPath(body.path, report);
  switch (kind) {
    case "backfill": {
      const value = body.value && refuseShortLambda(body.value, report);
      return path && value && { kind, field: path, value, span };
    }
    case "drop":
    case "add":
      return path && { kind, field: path, span };
    case "move_conflicts":
    case "move_wildcard":
      return path && { kind, into: path, span };
    case "move": {
      const [target] = body.targets;
      const to = target && readMigrationPath(target, report);
      return path && to && { kind, field: path, to, span };
    }
    case "split": {
      const to = body.targets.map((target) => readMigrationPath(target, report));
      const targets = to.filter((target) => target !== undefined);
      if (to.length < 2) report(problems.singleSplit(span));
      else checkTargets(targets, body.targetsSpan!, report);
      return path && { kind, field: path, to: targets, toSpan: body.targetsSpan!, span };
    }
  }
}

function checkTargets(targets: readonly FieldPath[], span: Span, report: Report): void {
  if (new Set(targets.map(printPath)).size < targets.length) report(problems.repeatedSplit(span));
}
