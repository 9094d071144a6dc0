import type { ConstraintFailure } from "../../../compiler/index.js";
import type { Run } from "../../call/index.js";
import { definitionText } from "../../problems/definitions.js";
import { Part } from "../part.js";
import { isStaged } from "../staged/pin.js";
import type { DefinitionWrite } from "./kind.js";

/** What is only staged destroys nothing. spec/06b §10 */
export function isProtected({ schema, transaction }: Run): boolean {
  return schema.catalog.protected && !isStaged(transaction);
}

type Days = number | undefined;

/** What a protected database forbids of the fields of a collection. spec/06b §10 */
export function protectedFailures({ run, before, after }: DefinitionWrite): readonly ConstraintFailure[] {
  if (before === undefined || !isProtected(run)) return [];
  const old = Part.ofFields(before);
  const next = Part.ofFields(after);
  return [
    historyFailure(old.number("history_days"), next.number("history_days")),
    ttlFailure(old.number("ttl_days"), next.number("ttl_days")),
  ].flatMap((what) =>
    what === undefined ? [] : [{ paths: [], message: definitionText.protectedMode(what) }],
  );
}

function historyFailure(old: Days, next: Days): string | undefined {
  if (next === undefined) return old === undefined ? undefined : "Cannot remove `history_days` field";
  return next < (old ?? Number.POSITIVE_INFINITY) ? "Cannot decrease `history_days` field" : undefined;
}

/** A `ttl_days` where there was none is refused in these words, too. */
function ttlFailure(old: Days, next: Days): string | undefined {
  if (next === undefined) return undefined;
  if (old === undefined) return "Cannot remove `ttl_days` field";
  return next < old ? "Cannot decrease `ttl_days` field" : undefined;
}
