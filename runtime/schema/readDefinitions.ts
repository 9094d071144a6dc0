import type {
  AccessProviderDefinition,
  CollectionDefinition,
  Definitions,
  EntriesDefinition,
  FunctionDefinition,
  IndexFieldDefinition,
  MigrationDefinition,
  RoleDefinition,
} from "../../compiler/index.js";
import { remembered } from "../cache/index.js";
import type { Version } from "../storage/storage.js";
import type { Transaction } from "../transaction/transaction.js";
import { NATIVE, type NativeCollectionName, type Timestamp } from "../values/index.js";
import { HISTORY_FLOOR, STORED_ENTRIES } from "./internalFields.js";
import { type Migrations, migrationsIn } from "./migrations/runtimeStep.js";
import { Part } from "./part.js";

/** What a schema depends on besides definitions; it comes from the `Database` document. spec/06b §9 */
export type SchemaSettings = Pick<Definitions, "typechecked" | "protected">;

/** What the definition documents of a database say, as of `at`. */
export function readDefinitions(
  transaction: Transaction,
  settings: SchemaSettings,
  at: Timestamp | undefined,
): Definitions {
  const all = <T>(kind: NativeCollectionName, read: (version: Version) => T) =>
    definitionVersions(transaction, kind, at).map(read);
  return {
    version: transaction.schemaVersion,
    typechecked: settings.typechecked,
    protected: settings.protected,
    collections: all("Collection", storedCollection),
    functions: all("Function", storedFunction),
    roles: all("Role", storedRole),
    accessProviders: all("AccessProvider", storedAccessProvider),
  };
}

const storedBy = <T>(read: (part: Part, id: number) => T) =>
  remembered((version: Version) => read(Part.of(version), Number(version.$id)));

const storedCollection = storedBy(collectionDefinition);
const storedFunction = storedBy(functionDefinition);
const storedRole = storedBy(roleDefinition);
const storedAccessProvider = storedBy(accessProviderDefinition);
const storedMigrations = storedBy(migrationsIn);

/** What the documents of collections have to go through, as of `at`. spec/02 §7.5 */
export function readMigrations(transaction: Transaction, at: Timestamp | undefined): Migrations {
  return new Map(
    definitionVersions(transaction, "Collection", at).map((version) => [
      Number(version.$id),
      storedMigrations(version),
    ]),
  );
}

/** All definitions of a kind, in the order of creation. */
export function definitionVersions(
  transaction: Transaction,
  kind: NativeCollectionName,
  at: Timestamp | undefined,
): readonly Version[] {
  return allVersions(transaction, NATIVE[kind], at);
}

export function allVersions(
  transaction: Transaction,
  collection: number,
  at: Timestamp | undefined,
): readonly Version[] {
  const everything = { from: undefined, to: undefined, reverse: false, limit: Number.MAX_SAFE_INTEGER };
  return transaction.versions({ collection, ...everything }, at);
}

export function collectionDefinition(part: Part, id: number): CollectionDefinition {
  const constraints = part.list("constraints");
  return {
    id,
    name: part.requiredText("name"),
    alias: part.text("alias"),
    fields: part.entries("fields").map(([name, field]) => ({
      name,
      signature: field.requiredText("signature"),
      default: field.text("default"),
    })),
    computedFields: part.entries("computed_fields").map(([name, field]) => ({
      name,
      body: field.requiredText("body"),
      signature: field.text("signature"),
    })),
    wildcard: part.text("wildcard"),
    indexes: part.entries("indexes").map(([name, index]) => ({
      name,
      terms: index.list("terms").map(indexFieldDefinition),
      values: index.list("values").map(indexFieldDefinition),
      queryable: index.flag("queryable") ?? false,
    })),
    uniques: constraints.filter((each) => each.has("unique")).map((each) => ({ fields: uniqueFields(each) })),
    checks: constraints.flatMap((each) => {
      const check = each.part("check");
      return check === undefined
        ? []
        : [{ name: check.requiredText("name"), body: check.requiredText("body") }];
    }),
    historyDays: part.number("history_days"),
    historyFloor: part.number(HISTORY_FLOOR) ?? 0,
    ttlDays: part.number("ttl_days"),
    documentTtls: part.flag("document_ttls"),
    migrations: part.list("migrations").flatMap(migrationDefinitions),
    entries: part.list(STORED_ENTRIES).map(
      (each): EntriesDefinition => ({
        id: each.number("id")!,
        shape: each.requiredText("shape"),
        status: each.requiredText("status") as EntriesDefinition["status"],
      }),
    ),
  };
}

/** Each object has one key, the kind of its statement. */
function migrationDefinitions(statement: Part): MigrationDefinition[] {
  return [...statement.fields()].map(([kind, value]): MigrationDefinition => {
    const details = Part.of(value);
    switch (kind) {
      case "backfill":
        return { kind, field: details.requiredText("field"), value: details.requiredText("value") };
      case "add":
      case "drop":
        return { kind, field: details.requiredText("field") };
      case "split":
        return { kind, field: details.requiredText("field"), to: details.values("to") as readonly string[] };
      case "move":
        return { kind, field: details.requiredText("field"), to: details.requiredText("to") };
      case "move_conflicts":
      case "move_wildcard":
        return { kind, into: details.requiredText("into") };
      default:
        return { kind: "add_wildcard" };
    }
  });
}

/** A unique constraint is a list of paths, or of objects. spec/06 §8.2 */
export function uniqueFields(constraint: Part): readonly IndexFieldDefinition[] {
  return constraint.values("unique").map((value) => {
    if (typeof value === "string") return { field: value, mva: false, order: "asc" };
    return indexFieldDefinition(Part.of(value));
  });
}

export function indexFieldDefinition(part: Part): IndexFieldDefinition {
  return {
    field: part.requiredText("field"),
    mva: part.flag("mva") ?? false,
    order: part.text("order") === "desc" ? "desc" : "asc",
  };
}

function functionDefinition(part: Part, id: number): FunctionDefinition {
  return {
    id,
    name: part.requiredText("name"),
    alias: part.text("alias"),
    body: part.requiredText("body"),
    signature: part.text("signature"),
    role: part.text("role"),
  };
}

function roleDefinition(part: Part, id: number): RoleDefinition {
  return {
    id,
    name: part.requiredText("name"),
    privileges: part.oneOrMany("privileges").map((privilege) => ({
      resource: privilege.requiredText("resource"),
      actions: [...(privilege.part("actions")?.fields() ?? [])]
        .filter(([, granted]) => granted !== false)
        .map(([action, granted]) => ({ action, predicate: granted === true ? true : (granted as string) })),
    })),
    membership: part.oneOrMany("membership").map((member) => ({
      resource: member.requiredText("resource"),
      predicate: member.text("predicate"),
    })),
  };
}

function accessProviderDefinition(part: Part, id: number): AccessProviderDefinition {
  return {
    id,
    name: part.requiredText("name"),
    issuer: part.requiredText("issuer"),
    jwksUri: part.requiredText("jwks_uri"),
    roles: part.oneOrManyValues("roles").map((value) => {
      if (typeof value === "string") return { role: value, predicate: undefined };
      const entry = Part.of(value);
      return { role: entry.requiredText("role"), predicate: entry.text("predicate") };
    }),
  };
}
