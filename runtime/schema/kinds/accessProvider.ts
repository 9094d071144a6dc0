import type { ConstraintFailure } from "../../../compiler/index.js";
import { definitionText } from "../../problems/definitions.js";
import type { Value } from "../../values/index.js";
import { audienceOf } from "../globalId.js";
import { plainNameFailure } from "../names.js";
import { Part } from "../part.js";
import { lambdaTextFailures } from "../texts.js";
import { type DefinitionKind, definitionType, failure, failureAt, isChanged, NO_FIELDS } from "./kind.js";

const ROLE = "String | { role: String, predicate: Query | String }";
const BUILTIN_ROLES = ["admin", "server", "server-readonly", "client"];

/** Issuers of JWTs. spec/07 §7 */
export const accessProviderKind: DefinitionKind = {
  name: "AccessProvider",
  keyedBy: "name",
  type: definitionType(
    `{ name: String, issuer: String, jwks_uri: String, roles: ${ROLE} | Array<${ROLE}> | Null, data: { *: Any } | Null }`,
  ),
  readOnly: ["audience"],
  unique: ["name", "issuer"],
  defaults: NO_FIELDS,
  rule(write, field, value) {
    switch (field) {
      case "name":
        return isChanged(write, field) ? failureAt(field, plainNameFailure(value as string)) : [];
      case "jwks_uri":
        return isHttps(value as string) ? [] : failureAt(field, definitionText.badJwksUri(value as string));
      case "roles":
        return rolesFailures(value);
      default:
        return [];
    }
  },
  stored: ({ run, after }) => new Map(after).set("audience", audienceOf(run.schema.globalId)),
};

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:";
}

function rolesFailures(value: Value): readonly ConstraintFailure[] {
  if (!Array.isArray(value)) return predicateFailures(value, ["roles"]);
  const entries = value as readonly Value[];
  const names = entries.map((entry) =>
    typeof entry === "string" ? entry : Part.of(entry).requiredText("role"),
  );
  const repeated = new Set(names.filter((name, i) => names.indexOf(name) !== i));
  return [
    ...entries.flatMap((entry, i) => predicateFailures(entry, ["roles", i])),
    ...names
      .filter((name) => BUILTIN_ROLES.includes(name))
      .map((name) => failure(["roles"], definitionText.builtinRole(name))),
    ...[...repeated].map((name) => failure(["roles"], definitionText.repeatedRole(name))),
  ];
}

function predicateFailures(entry: Value, path: readonly (string | number)[]): readonly ConstraintFailure[] {
  const text = typeof entry === "string" ? undefined : Part.of(entry).text("predicate");
  if (text === undefined) return [];
  return lambdaTextFailures(text, [...path, "predicate"], "*predicate*", { counts: [1] });
}
