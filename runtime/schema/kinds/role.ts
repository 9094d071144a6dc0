import type { ConstraintFailure } from "../../../compiler/index.js";
import type { Arity, Value } from "../../values/index.js";
import { roleNameFailure } from "../names.js";
import { Part } from "../part.js";
import { lambdaTextFailures } from "../texts.js";
import { type DefinitionKind, definitionType, failureAt, isChanged, NO_FIELDS } from "./kind.js";

type Path = readonly (string | number)[];

const exactly = (...counts: readonly number[]): Arity => ({ counts });

/** What each action may be, and how many parameters its predicate may have. spec/07b §2.1 */
const ARITY: Readonly<Record<string, Arity>> = {
  read: exactly(1),
  create: exactly(1),
  create_with_id: exactly(1, 2),
  write: exactly(2, 3),
  delete: exactly(1),
  history_read: exactly(1),
  history_write: exactly(4),
  unrestricted_read: exactly(1),
  call: { atLeast: 0 },
};

const ACTION = "Boolean | String | Query | Null";
const ACTIONS = Object.keys(ARITY).map((action) => `${action}: ${ACTION}`);
const PRIVILEGE = `{ resource: String, actions: { ${ACTIONS.join(", ")} } | Null }`;
const MEMBERSHIP = "{ resource: String, predicate: Query | String | Null }";

/** Roles of users. spec/07b §2 */
export const roleKind: DefinitionKind = {
  name: "Role",
  keyedBy: "name",
  type: definitionType(
    `{ name: String, privileges: ${PRIVILEGE} | Array<${PRIVILEGE}> | Null, membership: ${MEMBERSHIP} | Array<${MEMBERSHIP}> | Null, data: { *: Any } | Null }`,
  ),
  readOnly: [],
  unique: ["name"],
  defaults: NO_FIELDS,
  rule(write, field, value) {
    switch (field) {
      case "name":
        return isChanged(write, field) ? failureAt(field, roleNameFailure(value as string)) : [];
      case "privileges":
        return eachOf(value, field, privilegeFailures);
      case "membership":
        return eachOf(value, field, (part, path) =>
          predicateFailures(part.text("predicate"), [...path, "predicate"], exactly(1)),
        );
      default:
        return [];
    }
  },
};

/** One object has no index in its path, those of an array do. */
export function eachOf(
  value: Value,
  field: string,
  check: (part: Part, path: Path) => readonly ConstraintFailure[],
): readonly ConstraintFailure[] {
  if (!Array.isArray(value)) return check(Part.of(value), [field]);
  return (value as readonly Value[]).flatMap((item, i) => check(Part.of(item), [field, i]));
}

function privilegeFailures(privilege: Part, path: Path): readonly ConstraintFailure[] {
  const actions = privilege.part("actions")?.fields() ?? [];
  return [...actions].flatMap(([action, granted]) =>
    predicateFailures(
      typeof granted === "string" ? granted : undefined,
      [...path, "actions", action],
      ARITY[action]!,
    ),
  );
}

function predicateFailures(text: string | undefined, path: Path, arity: Arity): readonly ConstraintFailure[] {
  return text === undefined ? [] : lambdaTextFailures(text, path, `*${path[path.length - 1]}*`, arity);
}
