import {
  type Catalog,
  type CollectionDefinition,
  type CollectionSchema,
  catalogOf,
  type EntriesSchema,
  type FunctionSchema,
  ShapeTable,
} from "../../compiler/index.js";
import { accessOfRole } from "../auth/accessOfRole.js";
import {
  type Collection,
  type DatabasePlace,
  type Field,
  Lambda,
  type Linker,
  type Run,
  type Schema,
  UserFunction,
} from "../call/index.js";
import { Layout } from "../documents/index.js";
import { ModuleValue, NATIVE, type NativeCollectionName, type Value } from "../values/index.js";
import { type FieldTypeScope, fieldType } from "./fieldTypes.js";
import { type AppliedMigration, type Migrations, migrateWith } from "./migrations/index.js";
import { NATIVE_COLLECTIONS } from "./nativeCollections.js";

/**
 * The run-time schema of a catalog. Code is linked when it first runs, since the schema and its code refer to each
 * other. spec/06b §13
 */
export function linkSchema(
  catalog: Catalog,
  createLinker: (schema: () => Schema) => Linker,
  { migrations, staged, place }: LinkOptions,
): Schema {
  const linker = createLinker(() => schema);
  const scope = scopeOf(catalog.collections, linker);
  const collections = new Map<number, Collection>(NATIVE_COLLECTIONS);
  for (const each of catalog.collections) {
    const collection = linkCollection(each, scope, linker, migrations.get(each.id) ?? []);
    collections.set(each.id, staged === undefined ? collection : withStaged(collection, staged, linker));
  }
  const globals = globalsOf(catalog, linker);
  // What is asked next is mostly of the same collection.
  let lastId = -1;
  let last: Collection | undefined;
  const schema: Schema = {
    catalog,
    linker,
    collection: (id) => {
      if (id !== lastId) {
        lastId = id;
        last = collections.get(id);
      }
      return last;
    },
    global: (name) => globals.get(name),
    shapes: new ShapeTable(),
    isPinned: staged !== undefined,
    ...place,
  };
  return schema;
}

/** What is known of a schema besides its catalog. */
export interface LinkOptions {
  readonly migrations: Migrations;
  readonly staged?: StagedCollections;
  readonly place: DatabasePlace;
}

/** The collections of a schema that waits to be put in force. */
export interface StagedCollections {
  readonly catalog: Catalog;
  readonly migrations: Migrations;
}

/** Writes keep the entries of both schemas, where the staged one has others. */
function withStaged(
  collection: Collection,
  { catalog, migrations }: StagedCollections,
  linker: Linker,
): Collection {
  const definition = catalog.collections.find(({ id }) => id === collection.id);
  if (definition === undefined) return collection;
  const scope = scopeOf(catalog.collections, linker);
  const staged = linkCollection(definition, scope, linker, migrations.get(definition.id) ?? []);
  const known = new Set(collection.entries.map(({ id }) => id));
  const entries = staged.entries.filter(({ id }) => !known.has(id));
  return entries.length === 0 ? collection : { ...collection, staged: { ...staged, entries } };
}

/** Collections by name, collections by alias, functions by name, functions by alias: the first wins. spec/05 §1.1 */
function globalsOf(catalog: Catalog, linker: Linker): ReadonlyMap<string, Value> {
  const globals = new Map<string, Value>();
  const add = (name: string | undefined, value: (name: string) => Value) => {
    if (name !== undefined && !globals.has(name)) globals.set(name, value(name));
  };
  const module = (collection: CollectionSchema) => (name: string) =>
    new ModuleValue(name, undefined, collection.id);
  const functions = catalog.functions.map((each) => ({ each, value: linkUserFunction(each, linker) }));
  for (const each of catalog.collections) add(each.name, module(each));
  for (const each of catalog.collections) add(each.alias, module(each));
  for (const { each, value } of functions) add(each.name, value);
  for (const { each, value } of functions) add(each.alias, value);
  return globals;
}

function linkUserFunction(definition: FunctionSchema, linker: Linker): (name: string) => UserFunction {
  const source = definition.body.span.source;
  const lambda = linker.linkLambda(definition.body, source);
  if (!(lambda instanceof Lambda)) throw new Error("the body of a function is linked to a lambda");
  const { id, role } = definition;
  const access = role === undefined ? undefined : (run: Run) => accessOfRole(run, role);
  return (name) => new UserFunction(id, name, lambda, access);
}

/** A collection as it will be once the query has committed: its code runs with the names of today's schema. */
export function linkDefinition(
  schema: Schema,
  definition: CollectionDefinition,
  migrations: readonly AppliedMigration[],
): Collection {
  const { catalog, linker } = schema;
  const [collection] = catalogOf({
    version: catalog.version,
    typechecked: catalog.typechecked,
    protected: catalog.protected,
    collections: [definition],
    functions: [],
    roles: [],
    accessProviders: [],
  }).collections;
  return linkCollection(collection!, scopeOf(catalog.collections, linker), linker, migrations);
}

function linkCollection(
  definition: CollectionSchema,
  scope: FieldTypeScope,
  linker: Linker,
  migrations: readonly AppliedMigration[],
): Collection {
  const layout = new Layout(definition.fields.map((field) => field.name));
  return {
    id: definition.id,
    name: definition.name,
    definition,
    named: false,
    fields: definition.fields.map(
      (field): Field => ({
        name: field.name,
        type: fieldType(field.type, scope),
        default: field.default && scope.default(field.default),
      }),
    ),
    wildcard: definition.wildcard,
    layout,
    migrate: migrateWith(migrations, layout),
    computedFields: new Map(
      definition.computedFields.map(({ name, body }) => [
        name,
        { name, body: linker.linkLambda(body, body.span.source) },
      ]),
    ),
    checks: definition.checks.map(({ name, body }) => ({
      name,
      body: linker.linkLambda(body, body.span.source),
    })),
    entries: distinctEntries(definition),
    staged: undefined,
  };
}

function distinctEntries({ indexes, uniques }: CollectionSchema): readonly EntriesSchema[] {
  return [...new Set([...indexes, ...uniques].map((each) => each.entries))];
}

/** What names in types mean where these are the collections. */
export function scopeOf(
  collections: readonly Pick<CollectionDefinition, "id" | "name" | "alias">[],
  linker: Linker,
): FieldTypeScope {
  return {
    collection(name) {
      const byName = collections.find((each) => each.name === name);
      const found = byName ?? collections.find((each) => each.alias === name);
      return found?.id ?? NATIVE[name as NativeCollectionName];
    },
    default: (expression) => linker.linkExpression(expression, expression.span.source),
  };
}
