import type { ConstraintFailure } from "../../../compiler/index.js";
import type { Fields } from "../../documents/index.js";
import { definitionText } from "../../problems/definitions.js";
import { failureText } from "../../problems/writes.js";
import { isStruct, type Struct, structEntries, structGet, structOf, type Value } from "../../values/index.js";
import { QUERYABLE_WHEN_BUILT } from "../internalFields.js";
import { clashFailure, fieldNameFailure, globalNameFailure } from "../names.js";
import { Part } from "../part.js";
import {
  expressionTextFailures,
  fieldTypeTextFailures,
  lambdaTextFailures,
  typeTextFailures,
} from "../texts.js";
import { constraintFailures, constraintsRules, storedConstraints } from "./collectionConstraints.js";
import { defaultsFailures } from "./collectionDefaults.js";
import { indexFailures, storedIndexes } from "./collectionIndexes.js";
import { protectedFailures } from "./collectionProtection.js";
import {
  type DefinitionKind,
  type DefinitionWrite,
  definitionType,
  failure,
  failureAt,
  isChanged,
} from "./kind.js";

const INDEX_TERMS = "Array<{ field: String, mva: Boolean | Null }>";
const INDEX_VALUES = 'Array<{ field: String, mva: Boolean | Null, order: "asc" | "desc" | Null }>';
const INDEX = [
  `terms: ${INDEX_TERMS}`,
  `values: ${INDEX_VALUES}`,
  `terms: ${INDEX_TERMS}, values: ${INDEX_VALUES}`,
]
  .map((keys) => `{ ${keys}, queryable: Boolean | Null }`)
  .join(" | ");
const MIGRATION =
  "{ backfill: { field: String, value: String } } | { drop: { field: String } } | { split: { field: String, to: Array<String> } } | " +
  "{ move: { field: String, to: String } } | { add: { field: String } } | { move_conflicts: { into: String } } | " +
  "{ move_wildcard: { into: String } } | { add_wildcard: {} }";
const CONSTRAINT =
  "{ unique: Array<String> | Array<{ field: String, mva: Boolean | Null }> } | { check: { name: String, body: String } }";

const TYPE = `{
  name: String, alias: String | Null,
  computed_fields: { *: { body: String, signature: String | Null } } | Null,
  fields: { *: { signature: String, default: String | Null } } | Null,
  migrations: Array<${MIGRATION}> | Null,
  wildcard: String | Null,
  history_days: Long | Null, ttl_days: Long | Null, document_ttls: Boolean | Null,
  indexes: { *: ${INDEX} } | Null,
  constraints: Array<${CONSTRAINT}> | Null,
  data: { *: Any } | Null
}`;

/** User collections. spec/06 §10 */
export const collectionKind: DefinitionKind = {
  name: "Collection",
  keyedBy: "name",
  type: definitionType(TYPE),
  readOnly: [],
  unique: [],
  defaults: new Map([["history_days", 0]]),
  readOnlyParts,
  checked: withoutStatus,
  rule: fieldRule,
  rules: (write) => [
    ...protectedFailures(write),
    ...constraintsRules(Part.ofFields(write.after)),
    ...computedClashes(Part.ofFields(write.after)),
    ...defaultsFailures(write.run, Part.ofFields(write.after)),
  ],
  internal: withoutNamedQueryable,
  stored: ({ after }) => {
    const fields = new Map(after);
    const indexes = fields.get("indexes");
    const constraints = fields.get("constraints");
    if (indexes !== undefined) fields.set("indexes", storedIndexes(indexes as Struct));
    if (constraints !== undefined)
      fields.set("constraints", storedConstraints(constraints as readonly Value[]));
    return fields;
  },
};

function fieldRule(write: DefinitionWrite, field: string, value: Value): readonly ConstraintFailure[] {
  switch (field) {
    case "name":
    case "alias":
      if (typeof value !== "string" || !isChanged(write, field)) return [];
      return failureAt(
        field,
        globalNameFailure(value) ?? clashFailure(write.run, value, { kind: "Collection", id: write.id }),
      );
    case "fields":
      return memberFailures(write, field, value, declaredFieldFailures);
    case "computed_fields":
      return memberFailures(write, field, value, computedFieldFailures);
    case "wildcard":
      return typeof value === "string" ? typeTextFailures(value, ["wildcard"], "*wildcard*") : [];
    case "indexes":
      return isStruct(value)
        ? indexFailures(value, structOf(namesBefore(write, field).map((name) => [name, true])))
        : [];
    case "constraints":
      return Array.isArray(value)
        ? constraintFailures((value as readonly Value[]).map((each) => Part.of(each)))
        : [];
    case "migrations":
      return Array.isArray(value)
        ? migrationFailures((value as readonly Value[]).map((each) => Part.of(each)))
        : [];
    case "history_days":
    case "ttl_days":
      return (typeof value === "number" || typeof value === "bigint") && value < 0
        ? failureAt(field, definitionText.negative)
        : [];
    default:
      return [];
  }
}

function namesBefore({ before }: DefinitionWrite, field: string): readonly string[] {
  const value = before?.get(field);
  return value !== undefined && isStruct(value) ? structEntries(value).map(([name]) => name) : [];
}

/** Names are checked where they are new; texts always. */
function memberFailures(
  write: DefinitionWrite,
  field: string,
  value: Value,
  check: (name: string, member: Part) => readonly ConstraintFailure[],
): readonly ConstraintFailure[] {
  if (!isStruct(value)) return [];
  const known = namesBefore(write, field);
  return structEntries(value).flatMap(([name, member]) => [
    ...(known.includes(name) ? [] : failureAt(field, fieldNameFailure(name))),
    ...check(name, Part.of(member)),
  ]);
}

function declaredFieldFailures(name: string, field: Part): readonly ConstraintFailure[] {
  const signature = fieldTypeTextFailures(field.requiredText("signature"), ["fields", name, "signature"]);
  const text = field.text("default");
  return text === undefined
    ? signature
    : [...signature, ...expressionTextFailures(text, ["fields", name, "default"], `*field:${name}*`)];
}

function computedFieldFailures(name: string, field: Part): readonly ConstraintFailure[] {
  const path = ["computed_fields", name];
  const body = lambdaTextFailures(field.requiredText("body"), [...path, "body"], "*body*", { counts: [1] });
  const signature = field.text("signature");
  return signature === undefined ? body : [...body, ...typeTextFailures(signature, [...path, "signature"])];
}

function migrationFailures(statements: readonly Part[]): readonly ConstraintFailure[] {
  return statements.flatMap((statement, i) => {
    const value = statement.part("backfill")?.text("value");
    return value === undefined
      ? []
      : expressionTextFailures(value, ["migrations", i, "backfill", "value"], "*value*");
  });
}

function computedClashes(part: Part): readonly ConstraintFailure[] {
  const declared = new Set(part.entries("fields").map(([name]) => name));
  return part
    .entries("computed_fields")
    .filter(([name]) => declared.has(name))
    .map(([name]) => failure(["computed_fields"], definitionText.computedClash(name)));
}

/** The status of indexes is never written; that of constraints may be given back unchanged. spec/06b §1 */
function readOnlyParts({ given, before }: DefinitionWrite): readonly ConstraintFailure[] {
  const failures: ConstraintFailure[] = [];
  const indexes = given.get("indexes");
  if (indexes !== undefined && isStruct(indexes)) {
    for (const [name, index] of structEntries(indexes)) {
      if (isStruct(index) && structGet(index, "status") !== undefined) {
        failures.push(failure(["indexes", name, "status"], failureText.readOnly));
      }
    }
  }
  const old = before?.get("constraints");
  const constraints = given.get("constraints");
  if (!Array.isArray(constraints)) return failures;
  (constraints as readonly Value[]).forEach((constraint, i) => {
    const status = isStruct(constraint) ? structGet(constraint, "status") : undefined;
    const oldConstraint = Array.isArray(old) ? (old as readonly Value[])[i] : undefined;
    const oldStatus =
      oldConstraint !== undefined && isStruct(oldConstraint) && structGet(oldConstraint, "status");
    if (status !== undefined && status !== oldStatus) {
      failures.push(failure(["constraints", i, "status"], failureText.readOnly));
    }
  });
  return failures;
}

/** An index whose `queryable` is given no longer waits to become so. spec/06b §1 */
function withoutNamedQueryable({ given }: DefinitionWrite, internal: Fields): Fields {
  const indexes = given.get("indexes");
  const waiting = Part.ofFields(internal).values(QUERYABLE_WHEN_BUILT);
  if (waiting.length === 0 || indexes === undefined || !isStruct(indexes)) return internal;
  const isNamed = (name: Value) => {
    const index = structGet(indexes, String(name));
    return index !== undefined && isStruct(index) && structGet(index, "queryable") !== undefined;
  };
  return new Map([...internal, [QUERYABLE_WHEN_BUILT, waiting.filter((name) => !isNamed(name))]]);
}

/** The system adds `status` to indexes and unique constraints. */
function withoutStatus(fields: Fields): Fields {
  const checked = new Map(fields);
  const indexes = fields.get("indexes");
  if (indexes !== undefined && isStruct(indexes)) {
    checked.set(
      "indexes",
      structOf(structEntries(indexes).map(([name, index]) => [name, dropStatus(index)])),
    );
  }
  const constraints = fields.get("constraints");
  if (Array.isArray(constraints)) {
    checked.set("constraints", (constraints as readonly Value[]).map(dropStatus));
  }
  return checked;
}

function dropStatus(value: Value): Value {
  return isStruct(value) ? structOf(structEntries(value).filter(([key]) => key !== "status")) : value;
}
