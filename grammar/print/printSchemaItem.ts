import type {
  AccessProviderItem,
  Annotation,
  CollectionItem,
  CollectionMember,
  FunctionItem,
  FunctionParameter,
  IndexEntry,
  IndexMember,
  MigrationStatement,
  Predicate,
  RoleItem,
  SchemaItem,
} from "../ast/index.js";
import { isPlainName } from "../names.js";
import { printBlock, printExpression, printLambdaSource, printType } from "./printExpression.js";
import { printString } from "./printLiteral.js";
import { printPath } from "./printPath.js";

/** Items as a generated file holds them: joined by one blank line. spec/02 §4.3 */
export function printSchemaItems(items: readonly SchemaItem[]): string {
  return items.map(printSchemaItem).join("\n");
}

/** An item as canonical text, with a line break at its end. spec/02 §4.3 */
export function printSchemaItem(item: SchemaItem): string {
  switch (item.kind) {
    case "collection":
      return printCollection(item);
    case "function":
      return printFunction(item);
    case "role":
      return printRole(item);
    case "accessProvider":
      return printAccessProvider(item);
  }
}

/** The name of an item or resource, in quotes if it needs them. */
export function printSchemaName(name: string): string {
  return isPlainName(name) ? name : printString(name);
}

/** A member of a collection, whose first line is indented already. */
export function printCollectionMember(member: CollectionMember, indent: number): string {
  switch (member.kind) {
    case "field": {
      const value = member.default && ` = ${printExpression(member.default, indent)}`;
      return `${printSchemaName(member.name.text)}: ${printType(member.type)}${value ?? ""}`;
    }
    case "computed": {
      const type = member.type && `: ${printType(member.type)}`;
      const body = printLambdaSource(member.body, indent);
      return `compute ${printSchemaName(member.name.text)}${type ?? ""} = ${body}`;
    }
    case "wildcard":
      return `*: ${printType(member.type)}`;
    case "index":
      return `index ${printSchemaName(member.name.text)} ${printBody(indexParts(member), indent)}`;
    case "unique":
      return `unique ${printIndexEntries(member.entries)}`;
    case "check":
      return `check ${printSchemaName(member.name.text)} (${printExpression(member.body, indent)})`;
    case "history_days":
    case "ttl_days":
    case "document_ttls":
      return `${member.kind} ${member.value}`;
    case "migrations":
      return `migrations ${printBody(
        member.statements.map((statement) => printMigrationStatement(statement, indent + 2)),
        indent,
      )}`;
  }
}

/** `[.a, desc(mva(.b))]`: the order outside, and ascending order not at all. spec/02 §4.3 */
export function printIndexEntries(entries: readonly IndexEntry[]): string {
  const printed = entries.map(({ path, mva, order }) => {
    const field = mva ? `mva(${printPath(path)})` : printPath(path);
    return order === "desc" ? `desc(${field})` : field;
  });
  return `[${printed.join(", ")}]`;
}

/** `split .a -> .b, .c` */
export function printMigrationStatement(statement: MigrationStatement, indent: number): string {
  switch (statement.kind) {
    case "backfill":
      return `backfill ${printPath(statement.field)} = ${printExpression(statement.value, indent)}`;
    case "drop":
    case "add":
      return `${statement.kind} ${printPath(statement.field)}`;
    case "split":
      return `split ${printPath(statement.field)} -> ${statement.to.map(printPath).join(", ")}`;
    case "move":
      return `move ${printPath(statement.field)} -> ${printPath(statement.to)}`;
    case "move_conflicts":
    case "move_wildcard":
      return `${statement.kind} ${printPath(statement.into)}`;
    case "add_wildcard":
      return "add_wildcard";
  }
}

/** `(a: A, ...b: B): R`, `(a, ...b)` */
export function printFunctionSignature({ parameters, rest, result }: FunctionItem): string {
  const typed = ({ name, type }: FunctionParameter) =>
    type ? `${name.text}: ${printType(type)}` : name.text;
  const printed = parameters.map(typed);
  if (rest !== undefined) printed.push(`...${typed(rest)}`);
  return `(${printed.join(", ")})${result === undefined ? "" : `: ${printType(result)}`}`;
}

/** `{⏎  predicate (…)⏎}`, whose first line is indented already. */
export function printPredicate(predicate: Predicate, indent: number): string {
  return printBody([`predicate (${printExpression(predicate.lambda, indent + 2)})`], indent);
}

function printCollection({ name, alias, members }: CollectionItem): string {
  const printed = members
    .filter((member) => !(member.kind === "history_days" && member.value === 0n))
    .map((member) => printCollectionMember(member, 2));
  return `${printAnnotations(alias)}collection ${printSchemaName(name.text)} ${printBody(printed, 0)}\n`;
}

function printFunction(item: FunctionItem): string {
  const head = `function ${printSchemaName(item.name.text)}${printFunctionSignature(item)}`;
  return `${printAnnotations(item.alias, item.role)}${head} ${printBlock(item.body)}\n`;
}

function printRole({ name, privileges, membership }: RoleItem): string {
  const parts = privileges.map(({ resource, actions }) => {
    const printed = actions.map(
      ({ action, predicate }) => action.text + printOptionalPredicate(predicate, 4),
    );
    return `privileges ${printSchemaName(resource.text)} ${printBody(printed, 2)}`;
  });
  for (const { resource, predicate } of membership) {
    parts.push(`membership ${printSchemaName(resource.text)}${printOptionalPredicate(predicate, 2)}`);
  }
  return `role ${printSchemaName(name.text)} ${printBody(parts, 0)}\n`;
}

function printAccessProvider({ name, issuer, jwksUri, roles }: AccessProviderItem): string {
  const parts = [
    `issuer ${printString(issuer.text)}`,
    `jwks_uri ${printString(jwksUri.text)}`,
    ...roles.map(({ role, predicate }) => {
      return `role ${printSchemaName(role.text)}${printOptionalPredicate(predicate, 2)}`;
    }),
  ];
  return `access provider ${printSchemaName(name.text)} ${printBody(parts, 0)}\n`;
}

function printAnnotations(...annotations: readonly (Annotation | undefined)[]): string {
  return annotations
    .filter((annotation) => annotation !== undefined)
    .map(({ kind, value }) => `@${kind}(${printSchemaName(value.text)})\n`)
    .join("");
}

function indexParts({ terms, values }: IndexMember): string[] {
  const parts: string[] = [];
  if (terms !== undefined) parts.push(`terms ${printIndexEntries(terms.entries)}`);
  if (values !== undefined) parts.push(`values ${printIndexEntries(values.entries)}`);
  return parts;
}

function printOptionalPredicate(predicate: Predicate | undefined, indent: number): string {
  return predicate === undefined ? "" : ` ${printPredicate(predicate, indent)}`;
}

/** Braces around one member a line. */
function printBody(parts: readonly string[], indent: number): string {
  const space = " ".repeat(indent);
  return `{\n${parts.map((part) => `${space}  ${part}\n`).join("")}${space}}`;
}
