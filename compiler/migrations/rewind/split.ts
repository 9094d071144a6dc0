import {
  type Diagnostic,
  type FieldPath,
  NO_SPAN,
  printPath,
  type TypeExpression,
} from "../../../grammar/index.js";
import { splitProblems } from "../problems.js";
import { type Found, isPresent, lookUp, type Statement, typeOf } from "../shape.js";
import type { SplitTarget } from "../step.js";
import type { Rewinding } from "./state.js";

/** `split .s -> .a, .b`: the targets were one field. spec/02 §7.3 */
export function undoSplit(state: Rewinding, statement: Statement<"split">): Diagnostic | undefined {
  const { field, to } = statement;
  const error = sourceError(state, statement);
  if (error !== undefined) state.fail(error);
  const targets = to.flatMap((path) => targetOf(state, path));
  for (const { path } of targets) {
    const found = lookUp(state.shape, path);
    if (found.kind === "field") state.mark(path, found.node, { kind: "splitInto", by: statement });
  }
  state.put(field, {
    type: unionOf(targets.map(({ type }) => type)),
    default: undefined,
    children: undefined,
    source: { kind: "split", by: statement },
  });
  state.undone.push({ kind: "split", from: field, targets });
  return undefined;
}

function sourceError(state: Rewinding, statement: Statement<"split">): Diagnostic | undefined {
  const { field, to } = statement;
  const found = lookUp(state.shape, field);
  if (found.kind === "wildcard") return splitProblems.inWildcard(statement);
  if (found.kind === "missing" || !isPresent(found.node)) return undefined;
  if (to.some((path) => printPath(path) === printPath(field))) return undefined;
  const { source } = found.node;
  if (source.kind === "split") return splitProblems.twice(statement, source.by);
  if (source.kind === "drop") return splitProblems.dropped(statement, source.by);
  return splitProblems.present(statement, found.node);
}

function targetOf(state: Rewinding, path: FieldPath): SplitTarget[] {
  const found = lookUp(state.shape, path);
  const error = targetError(path, found);
  if (error !== undefined) state.fail(error);
  if (error !== undefined || found.kind !== "field") return [];
  const { node } = found;
  return [{ path, type: typeOf(node), value: state.initialValue(path, node) }];
}

function targetError(path: FieldPath, found: Found): Diagnostic | undefined {
  if (found.kind === "missing") return splitProblems.missingTarget(path);
  if (found.kind === "wildcard") return splitProblems.targetInWildcard(path);
  const { source } = found.node;
  switch (source.kind) {
    case "add":
      return splitProblems.targetAdded(path, source.by);
    case "splitInto":
      return splitProblems.targetSplitInto(path, source.by);
    case "movedInto":
      return splitProblems.targetMovedInto(source.by);
    case "schema":
    case "split":
    case "drop":
    case "backfill":
      return undefined;
  }
}

/** The type of the field that was split stands in no text. */
function unionOf(types: readonly TypeExpression[]): TypeExpression {
  const nothing: TypeExpression = {
    kind: "named",
    name: { text: "Null", span: NO_SPAN },
    args: undefined,
    span: NO_SPAN,
  };
  return { kind: "union", members: [...types, nothing], span: NO_SPAN };
}
