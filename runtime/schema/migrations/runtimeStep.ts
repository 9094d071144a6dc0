import type { FieldType } from "../../call/index.js";
import type { Fields } from "../../documents/index.js";
import { type Struct, structOf, type Value } from "../../values/index.js";
import { MIGRATIONS, STAGED_STEPS } from "../internalFields.js";
import { Part } from "../part.js";

type Names = readonly string[];

/** A step of a migration as documents go through it: paths as names, types resolved, values evaluated. spec/02 §7.5 */
export type RuntimeStep =
  | {
      readonly kind: "add";
      readonly path: Names;
      readonly type: FieldType;
      readonly value: Value | undefined;
    }
  | { readonly kind: "drop"; readonly path: Names }
  | { readonly kind: "move"; readonly from: Names; readonly to: Names }
  | { readonly kind: "split"; readonly from: Names; readonly targets: readonly RuntimeTarget[] }
  | { readonly kind: "moveConflicts"; readonly into: Names }
  | { readonly kind: "moveWildcard"; readonly into: Names; readonly kept: Names };

export interface RuntimeTarget {
  readonly path: Names;
  readonly type: FieldType;
  readonly value: Value | undefined;
}

/** What one schema change did to the documents of a collection. */
export interface AppliedMigration {
  /** Documents written under this schema version, or an earlier one, have to go through it. */
  readonly upTo: number;
  readonly steps: readonly RuntimeStep[];
}

/** As the definition of the collection keeps it. */
export function storedMigration({ upTo, steps }: AppliedMigration): Struct {
  return structOf([
    ["upTo", BigInt(upTo)],
    ["steps", steps.map(storedStep)],
  ]);
}

function readMigration(part: Part): AppliedMigration {
  return { upTo: part.number("upTo")!, steps: part.list("steps").map(readStep) };
}

export function storedStep(step: RuntimeStep): Struct {
  switch (step.kind) {
    case "add":
      return structOf([["kind", step.kind], ...targetEntries(step)]);
    case "drop":
      return structOf([
        ["kind", step.kind],
        ["path", step.path],
      ]);
    case "move":
      return structOf([
        ["kind", step.kind],
        ["from", step.from],
        ["to", step.to],
      ]);
    case "split":
      return structOf([
        ["kind", step.kind],
        ["from", step.from],
        ["targets", step.targets.map((target) => structOf(targetEntries(target)))],
      ]);
    case "moveConflicts":
      return structOf([
        ["kind", step.kind],
        ["into", step.into],
      ]);
    case "moveWildcard":
      return structOf([
        ["kind", step.kind],
        ["into", step.into],
        ["kept", step.kept],
      ]);
  }
}

function targetEntries({ path, type, value }: RuntimeTarget): (readonly [string, Value])[] {
  return [
    ["path", path],
    ["type", typeText(type)],
    ...(value === undefined ? [] : ([["value", value]] as const)),
  ];
}

function readStep(part: Part): RuntimeStep {
  const names = (key: string) => part.values(key) as Names;
  switch (part.requiredText("kind")) {
    case "add":
      return { kind: "add", ...readTarget(part) };
    case "drop":
      return { kind: "drop", path: names("path") };
    case "move":
      return { kind: "move", from: names("from"), to: names("to") };
    case "split":
      return { kind: "split", from: names("from"), targets: part.list("targets").map(readTarget) };
    case "moveConflicts":
      return { kind: "moveConflicts", into: names("into") };
    default:
      return { kind: "moveWildcard", into: names("into"), kept: names("kept") };
  }
}

function readTarget(part: Part): RuntimeTarget {
  return {
    path: part.values("path") as Names,
    type: typeFromText(part.requiredText("type")),
    value: part.fields().get("value"),
  };
}

/** Collections stand in it by their ids, so that names may change; defaults are left out. */
function typeText(type: FieldType): string {
  return JSON.stringify(type, (key, value) => {
    if (key === "default") return undefined;
    return typeof value === "bigint" ? { long: String(value) } : value;
  });
}

function typeFromText(text: string): FieldType {
  return JSON.parse(text, (_key, value) =>
    typeof value === "object" && value !== null && "long" in value ? BigInt(value.long) : value,
  );
}

/** What documents of collections, by id, have to go through. */
export type Migrations = ReadonlyMap<number, readonly AppliedMigration[]>;

/** The migrations of a collection, by its definition. A staged one concerns all documents, whenever they are written. */
export function migrationsIn(definition: Part): readonly AppliedMigration[] {
  const steps = stagedSteps(definition);
  const applied = definition.list(MIGRATIONS).map(readMigration);
  return steps.length === 0 ? applied : [...applied, { upTo: Number.POSITIVE_INFINITY, steps }];
}

export function stagedSteps(definition: Part): readonly RuntimeStep[] {
  return definition.list(STAGED_STEPS).map(readStep);
}

/** The fields of a definition, its staged migration being in force from now on. */
export function withStagedApplied(fields: Fields, upTo: number): Fields {
  const definition = Part.ofFields(fields);
  const steps = stagedSteps(definition);
  const next = new Map(fields);
  next.delete(STAGED_STEPS);
  if (steps.length > 0)
    next.set(MIGRATIONS, [...definition.values(MIGRATIONS), storedMigration({ upTo, steps })]);
  return next;
}
