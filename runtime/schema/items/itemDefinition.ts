import {
  type AccessProviderItem,
  type Annotation,
  type CollectionItem,
  type CollectionMember,
  type FunctionItem,
  type IndexEntry,
  type MigrationStatement,
  type NumberMember,
  type Predicate,
  printBlock,
  printExpression,
  printLambdaSource,
  printPath,
  printType,
  type RoleItem,
  type SchemaItem,
} from "../../../grammar/index.js";
import { type Struct, structOf, type Value } from "../../values/index.js";

/** A definition document that an item of FSL describes: everything but its `data`. spec/02 §4.1 */
export interface ItemDefinition {
  readonly kind: "Collection" | "Function" | "Role" | "AccessProvider";
  readonly name: string;
  readonly fields: Struct;
}

export function itemDefinition(item: SchemaItem): ItemDefinition {
  switch (item.kind) {
    case "collection":
      return { kind: "Collection", name: item.name.text, fields: collectionFields(item) };
    case "function":
      return { kind: "Function", name: item.name.text, fields: functionFields(item) };
    case "role":
      return { kind: "Role", name: item.name.text, fields: roleFields(item) };
    case "accessProvider":
      return { kind: "AccessProvider", name: item.name.text, fields: accessProviderFields(item) };
  }
}

type Field = readonly [name: string, value: Value];

/** Fields that have something to say. */
function struct(...fields: readonly (Field | undefined)[]): Struct {
  return structOf(fields.filter((each) => each !== undefined));
}

function nonEmpty(name: string, entries: readonly Field[]): Field | undefined {
  return entries.length === 0 ? undefined : [name, structOf(entries)];
}

function aliasOf(alias: Annotation | undefined): Field | undefined {
  return alias && ["alias", alias.value.text];
}

function membersOf<K extends CollectionMember["kind"]>(item: CollectionItem, kind: K) {
  return item.members.filter((each) => each.kind === kind) as Extract<CollectionMember, { kind: K }>[];
}

function daysOf(item: CollectionItem, kind: NumberMember["kind"]): readonly NumberMember[] {
  return item.members.filter((each): each is NumberMember => each.kind === kind);
}

function collectionFields(item: CollectionItem): Struct {
  const [wildcard] = membersOf(item, "wildcard");
  const [history] = daysOf(item, "history_days");
  const [ttl] = daysOf(item, "ttl_days");
  const [documentTtls] = membersOf(item, "document_ttls");
  const [migrations] = membersOf(item, "migrations");
  return struct(
    ["name", item.name.text],
    aliasOf(item.alias),
    ["history_days", history === undefined ? 0 : BigInt.asIntN(64, history.value)],
    ttl && ["ttl_days", BigInt.asIntN(64, ttl.value)],
    documentTtls && ["document_ttls", documentTtls.value],
    nonEmpty(
      "fields",
      membersOf(item, "field").map(({ name, type, default: value }) => [
        name.text,
        struct(["signature", printType(type)], value && ["default", printExpression(value)]),
      ]),
    ),
    nonEmpty(
      "computed_fields",
      membersOf(item, "computed").map(({ name, body, type }) => [
        name.text,
        struct(["body", printLambdaSource(body)], type && ["signature", printType(type)]),
      ]),
    ),
    wildcard && ["wildcard", printType(wildcard.type)],
    [
      "indexes",
      structOf(membersOf(item, "index").map((each) => [each.name.text, indexFields(each)] as const)),
    ],
    ["constraints", constraintsOf(item)],
    migrations && ["migrations", migrations.statements.map(migrationFields)],
  );
}

function indexFields({ terms, values }: Extract<CollectionMember, { kind: "index" }>): Struct {
  return struct(
    terms && terms.entries.length > 0 ? ["terms", terms.entries.map(termFields)] : undefined,
    values && values.entries.length > 0 ? ["values", values.entries.map(valueFields)] : undefined,
  );
}

function termFields({ path, mva }: IndexEntry): Struct {
  return struct(["field", printPath(path)], ["mva", mva]);
}

function valueFields({ path, mva, order }: IndexEntry): Struct {
  return struct(["field", printPath(path)], ["order", order ?? "asc"], ["mva", mva]);
}

/** All uniques come before all checks. */
function constraintsOf(item: CollectionItem): readonly Value[] {
  return [
    ...membersOf(item, "unique").map(({ entries }) => struct(["unique", entries.map(termFields)])),
    ...membersOf(item, "check").map(({ name, body }) =>
      struct(["check", struct(["name", name.text], ["body", printLambdaSource(body)])]),
    ),
  ];
}

function migrationFields(statement: MigrationStatement): Struct {
  return struct([statement.kind, migrationDetails(statement)]);
}

function migrationDetails(statement: MigrationStatement): Struct {
  switch (statement.kind) {
    case "backfill":
      return struct(["field", printPath(statement.field)], ["value", printExpression(statement.value)]);
    case "drop":
    case "add":
      return struct(["field", printPath(statement.field)]);
    case "split":
      return struct(["field", printPath(statement.field)], ["to", statement.to.map(printPath)]);
    case "move":
      return struct(["field", printPath(statement.field)], ["to", printPath(statement.to)]);
    case "move_conflicts":
    case "move_wildcard":
      return struct(["into", printPath(statement.into)]);
    case "add_wildcard":
      return struct();
  }
}

function functionFields(item: FunctionItem): Struct {
  return struct(
    ["name", item.name.text],
    aliasOf(item.alias),
    item.role && ["role", item.role.value.text],
    signatureOf(item),
    ["body", `${parametersText(item)} => ${printBlock(item.body)}`],
  );
}

function parametersText({ parameters, rest }: FunctionItem): string {
  const names = parameters.map((each) => each.name.text);
  return `(${[...names, ...(rest === undefined ? [] : [`...${rest.name.text}`])].join(", ")})`;
}

/** Only where all arguments and the result have types. */
function signatureOf(item: FunctionItem): Field | undefined {
  const all = item.rest === undefined ? item.parameters : [...item.parameters, item.rest];
  if (item.result === undefined || all.some((each) => each.type === undefined)) return undefined;
  const parameters = all.map(({ name, type }) => {
    const variadic = name === item.rest?.name ? "..." : "";
    return `${name.text}: ${variadic}${printType(type!)}`;
  });
  return ["signature", `(${parameters.join(", ")}) => ${printType(item.result)}`];
}

function predicateText({ lambda }: Predicate): string {
  return printLambdaSource(lambda);
}

function roleFields(item: RoleItem): Struct {
  return struct(
    ["name", item.name.text],
    [
      "privileges",
      item.privileges.map(({ resource, actions }) =>
        struct(
          ["resource", resource.text],
          nonEmpty(
            "actions",
            actions.map((each) => [
              each.action.text,
              each.predicate === undefined ? true : predicateText(each.predicate),
            ]),
          ),
        ),
      ),
    ],
    [
      "membership",
      item.membership.map((each) =>
        struct(
          ["resource", each.resource.text],
          each.predicate && ["predicate", predicateText(each.predicate)],
        ),
      ),
    ],
  );
}

function accessProviderFields(item: AccessProviderItem): Struct {
  const roles = item.roles.map(({ role, predicate }) =>
    predicate === undefined
      ? role.text
      : struct(["role", role.text], ["predicate", predicateText(predicate)]),
  );
  return struct(
    ["name", item.name.text],
    ["issuer", item.issuer.text],
    ["jwks_uri", item.jwksUri.text],
    roles.length === 0 ? undefined : ["roles", roles],
  );
}
