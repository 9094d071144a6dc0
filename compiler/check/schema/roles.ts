import type {
  AccessProviderItem,
  Diagnostic,
  LambdaSource,
  Name,
  RoleItem,
  SchemaItem,
} from "../../../grammar/index.js";
import type { TypeEnvironment } from "../environment/typeEnvironment.js";
import { guarded } from "../guarded.js";
import { Inferring } from "../infer.js";
import { NO_LIMITS } from "../limits.js";

/** System collections that roles may name. spec/02 §6 */
const NATIVE_RESOURCES: readonly string[] = [
  "Key",
  "Token",
  "Credential",
  "Credentials",
  "Database",
  "Collection",
  "Function",
  "Role",
  "AccessProvider",
];
const BUILT_IN_ROLES: ReadonlySet<string> = new Set(["admin", "server", "client", "server-readonly"]);

/** Roles, then access providers; predicates only where code is typechecked. spec/03b §5.2, step 5 */
export function roleErrors(
  items: readonly SchemaItem[],
  environment: TypeEnvironment | undefined,
): Diagnostic[] {
  const collections = new Set(NATIVE_RESOURCES);
  const functions = new Set<string>();
  const roles = new Set<string>();
  for (const item of items) {
    if (item.kind === "role") roles.add(item.name.text);
    if (item.kind !== "collection" && item.kind !== "function") continue;
    const names = item.kind === "collection" ? collections : functions;
    names.add(item.name.text);
    if (item.alias !== undefined) names.add(item.alias.value.text);
  }
  const privileges = new Set([...collections, ...functions]);
  const predicate = (source: LambdaSource | undefined) => predicateErrors(source, environment);
  return [
    ...items.flatMap((item) =>
      item.kind === "role" ? errorsOfRole(item, collections, privileges, predicate) : [],
    ),
    ...items.flatMap((item) =>
      item.kind === "accessProvider" ? errorsOfProvider(item, roles, predicate) : [],
    ),
  ];
}

type CheckPredicate = (source: LambdaSource | undefined) => readonly Diagnostic[];

function errorsOfRole(
  item: RoleItem,
  collections: ReadonlySet<string>,
  resources: ReadonlySet<string>,
  predicate: CheckPredicate,
): Diagnostic[] {
  return [
    ...item.membership.flatMap((member) => [
      ...missingResource(member.resource, collections),
      ...predicate(member.predicate?.lambda),
    ]),
    ...item.privileges.flatMap((member) => [
      ...missingResource(member.resource, resources),
      ...member.actions.flatMap((action) => predicate(action.predicate?.lambda)),
    ]),
  ];
}

function missingResource(name: Name, known: ReadonlySet<string>): Diagnostic[] {
  return known.has(name.text) ? [] : [errorAt(`Resource \`${name.text}\` does not exist`, name)];
}

function errorsOfProvider(
  item: AccessProviderItem,
  roles: ReadonlySet<string>,
  predicate: CheckPredicate,
): Diagnostic[] {
  return item.roles.flatMap(({ role, predicate: source }) => [
    ...(BUILT_IN_ROLES.has(role.text)
      ? [errorAt(`Builtin role \`${role.text}\` is not allowed`, role)]
      : roles.has(role.text)
        ? []
        : [errorAt(`Role \`${role.text}\` does not exist`, role)]),
    ...predicate(source?.lambda),
  ]);
}

function errorAt(message: string, { span }: Name): Diagnostic {
  return { severity: "error", message, span, hints: [] };
}

/** Predicates are inferred on their own: their parameters may be anything. */
function predicateErrors(
  source: LambdaSource | undefined,
  environment: TypeEnvironment | undefined,
): readonly Diagnostic[] {
  if (source === undefined || environment === undefined) return [];
  const inferring = new Inferring(environment, NO_LIMITS);
  guarded(source.span, inferring, () => inferring.infer(source, undefined));
  return inferring.errors;
}
