import {
  type CollectionDefinition,
  type CollectionSchema,
  catalogOf,
  type IndexField,
} from "../../../compiler/index.js";
import { printPath } from "../../../grammar/index.js";
import type { Run } from "../../call/index.js";
import { storedFields } from "../../documents/index.js";
import { DocumentValue, NATIVE } from "../../values/index.js";
import { type SourceFile, sourceFiles, storeSourceFiles } from "../files/index.js";
import { completeDefinitions, type SchemaRules } from "../finishTransaction.js";
import { type PlannedMigration, stagedSteps, withStagedApplied } from "../migrations/index.js";
import { Part } from "../part.js";
import { type DescribeOptions, describePlan } from "../push/describePlan.js";
import { type PushPlan, planPush } from "../push/planPush.js";
import { readDefinitions } from "../readDefinitions.js";
import { SchemaRefusal } from "../refusal.js";
import { rewriteDefinition } from "../writeDefinition.js";
import { isStaged, pinOf, unpinSchema } from "./pin.js";
import { restoreActive } from "./restoreActive.js";

export type StagedState = "none" | "pending" | "ready" | "failed";

export interface StagedReport {
  readonly status: StagedState;
  readonly pendingSummary: string | undefined;
  readonly diff: string | undefined;
}

/** The files of the schema in force. */
export function activeFiles({ transaction }: Run): readonly SourceFile[] {
  return sourceFiles(transaction, pinOf(transaction, undefined));
}

/** Whether a schema is staged and can be put in force; on demand, what it changes. spec/02 §10.5 */
export function stagedReport(
  run: Run,
  rules: SchemaRules,
  describe: DescribeOptions | undefined,
): StagedReport | SchemaRefusal {
  if (!isStaged(run.transaction)) {
    const nothing = describe && "";
    return { status: "none", pendingSummary: nothing, diff: nothing };
  }
  const plan = planStaged(run, rules);
  if (plan instanceof SchemaRefusal) return plan;
  const definitions = readDefinitions(run.transaction, run.schema.catalog, undefined);
  return {
    status: stateOf(definitions.collections),
    pendingSummary: describe && catalogOf(definitions).collections.map(unfinishedText).join(""),
    diff: describe && describePlan(plan, describe),
  };
}

/** Puts the staged schema in force. spec/02 §11 */
export function commitStaged(run: Run, rules: SchemaRules): SchemaRefusal | undefined {
  const { transaction } = run;
  if (!isStaged(transaction)) {
    return new SchemaRefusal(400, "There is no staged schema to commit");
  }
  const plan = planStaged(run, rules);
  if (plan instanceof SchemaRefusal) return plan;
  const { collections } = readDefinitions(transaction, run.schema.catalog, undefined);
  const refusal = NOT_COMMITTED[stateOf(collections)];
  if (refusal !== undefined) return new SchemaRefusal(400, refusal);
  unpinSchema(run);
  const unprepared = plan.migrations.filter((each) => isUnprepared(run, each));
  for (const { id } of collections) applyStaged(run, id);
  completeDefinitions(run, unprepared);
  return undefined;
}

/** Drops the staged schema: definitions and files are as they were. */
export function abandonStaged(run: Run): SchemaRefusal | undefined {
  const pin = pinOf(run.transaction, undefined);
  if (pin === undefined) return new SchemaRefusal(400, "There is no staged schema to abandon");
  restoreActive(run, pin, false);
  storeSourceFiles(run, sourceFiles(run.transaction, pin));
  unpinSchema(run);
  return undefined;
}

/** What is staged, looked at anew: documents may have come that make it impossible. */
function planStaged(run: Run, rules: SchemaRules): PushPlan | SchemaRefusal {
  return planPush(run, sourceFiles(run.transaction, undefined), rules);
}

const NOT_COMMITTED: Readonly<Partial<Record<StagedState, string>>> = {
  pending: "Cannot commit schema before it is in the `ready` state. Check schema status for details.",
  failed: "Cannot commit schema in the `failed` state. Check schema status for details.",
};

function stateOf(collections: readonly CollectionDefinition[]): StagedState {
  const states = new Set(collections.flatMap(({ entries }) => entries.map(({ status }) => status)));
  if (states.has("failed")) return "failed";
  return states.has("building") ? "pending" : "ready";
}

/** True where the collection was empty when its schema was staged: then nothing is known of documents that came since. */
function isUnprepared(run: Run, { id, steps }: PlannedMigration): boolean {
  const changesDocuments = steps.some(({ kind }) => kind !== "add_wildcard");
  return changesDocuments && stagedSteps(Part.ofFields(definitionFields(run, id))).length === 0;
}

function applyStaged(run: Run, id: number): void {
  const fields = withStagedApplied(definitionFields(run, id), run.transaction.schemaVersion);
  rewriteDefinition(run, NATIVE.Collection, String(id), fields);
}

function definitionFields({ transaction }: Run, id: number) {
  return storedFields(transaction.version(new DocumentValue(NATIVE.Collection, String(id)), undefined)!);
}

/** The indexes and unique constraints of a collection that are not complete. spec/02 §10.5 */
function unfinishedText({ name, indexes, uniques }: CollectionSchema): string {
  const states = [
    ...indexes.map((index) => ({ what: `index ${index.name}`, status: index.status })),
    ...uniques.map(({ fields, status }) => ({
      what: `unique constraint on [${fields.map(fieldText).join(", ")}]`,
      status,
    })),
  ];
  const lines = states.flatMap(({ what, status }) => {
    if (status === "failed") return [`  ! ${what}: failed\n`];
    return status === "building" || status === "pending" ? [`  ~ ${what}: building\n`] : [];
  });
  return lines.length === 0 ? "" : `* Collection ${name}:\n${lines.join("")}`;
}

function fieldText({ path, mva }: IndexField): string {
  return mva ? `mva(${printPath(path)})` : printPath(path);
}
