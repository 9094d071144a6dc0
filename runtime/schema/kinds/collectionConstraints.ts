import { type ConstraintFailure, indexField } from "../../../compiler/index.js";
import { printPath } from "../../../grammar/index.js";
import { alwaysHashOrder } from "../../documents/index.js";
import { definitionText } from "../../problems/definitions.js";
import { isStruct, type Struct, structEntries, structGet, structOf, type Value } from "../../values/index.js";
import { plainNameFailure } from "../names.js";
import type { Part } from "../part.js";
import { uniqueFields } from "../readDefinitions.js";
import { lambdaTextFailures } from "../texts.js";
import { pathFailure } from "./collectionIndexes.js";
import { failure } from "./kind.js";

const UNSUPPORTED: ReadonlySet<string> = new Set(["id", "coll", "ts"]);

/** Names, bodies and paths of constraints, each by itself. spec/06 §8 */
export function constraintFailures(constraints: readonly Part[]): readonly ConstraintFailure[] {
  return constraints.flatMap((constraint, i) => {
    const check = constraint.part("check");
    return check === undefined ? uniqueFailures(constraint, i) : checkFailures(check, i);
  });
}

function checkFailures(check: Part, i: number): readonly ConstraintFailure[] {
  const path = ["constraints", i, "check"];
  const name = plainNameFailure(check.requiredText("name"));
  return [
    ...(name === undefined ? [] : [failure([...path, "name"], name)]),
    ...lambdaTextFailures(check.requiredText("body"), [...path, "body"], "*body*", { counts: [1] }),
  ];
}

function uniqueFailures(constraint: Part, i: number): readonly ConstraintFailure[] {
  return uniqueFields(constraint).flatMap(({ field }) => {
    const message = pathFailure(field, (first) =>
      UNSUPPORTED.has(first) ? definitionText.inUnique(first) : undefined,
    );
    return message === undefined ? [] : [failure(["constraints", i, "unique"], message)];
  });
}

/** What constraints must be to each other. spec/06 §8.1, §8.2 */
export function constraintsRules(definition: Part): readonly ConstraintFailure[] {
  const constraints = definition.list("constraints");
  const checks = constraints.flatMap((each) => each.part("check")?.requiredText("name") ?? []);
  const uniques = constraints.filter((each) => each.has("unique")).map(pathsOf);
  return [
    ...alwaysHashOrder(repeated(checks), (name) => name).map(definitionText.duplicateCheck),
    ...uniques.filter((paths) => paths.length === 0).map(() => definitionText.emptyUnique),
    ...repeated(uniques.filter((paths) => paths.length > 0).map((paths) => JSON.stringify(paths))).map(
      (paths) => definitionText.duplicateUnique(JSON.parse(paths)),
    ),
  ].map((message) => failure(["constraints"], message));
}

function pathsOf(unique: Part): readonly string[] {
  return uniqueFields(unique).map((each) => printPath(indexField(each).path));
}

function repeated(items: readonly string[]): readonly string[] {
  return [...new Set(items.filter((item, i) => items.indexOf(item) !== i))];
}

/** Unique constraints are kept in the short form unless one of their fields names `mva`. spec/06 §8.2 */
export function storedConstraints(constraints: readonly Value[]): readonly Value[] {
  return constraints.map((constraint) => {
    if (!isStruct(constraint)) return constraint;
    return structOf(
      structEntries(constraint).map(([key, value]) => [
        key,
        key === "unique" ? storedUnique(value as readonly Value[]) : value,
      ]),
    );
  });
}

function storedUnique(fields: readonly Value[]): readonly Value[] {
  const namesMva = fields.some((field) => isStruct(field) && structGet(field, "mva") !== undefined);
  if (namesMva) return fields;
  return fields.map((field) => (isStruct(field) ? structGet(field as Struct, "field")! : field));
}
