import {
  field,
  type Member,
  method,
  object,
  type Run,
  string,
  type UnnamedMember,
  UserFunction,
} from "../call/index.js";
import { DELETED_COLLECTION } from "../documents/index.js";
import { invalidArgument } from "../problems/calls.js";
import { createDefinition, definitionId, presentDefinitionId } from "../schema/index.js";
import {
  CALL_SITE,
  DocumentValue,
  FIRST_USER_COLLECTION,
  literalNull,
  ModuleValue,
  NATIVE,
  type Struct,
  type Value,
} from "../values/index.js";
import { anyCollection } from "./collections.js";
import { type LibraryModule, libraryModule } from "./part.js";

type NamedKind = "Collection" | "Function" | "Role" | "AccessProvider" | "Database";

interface Signatures {
  /** The type of the documents: `CollectionDef`. */
  readonly document: string;
  /** The argument of `create`. */
  readonly data: string;
  /** One that suffices for an example. */
  readonly example: string;
}

/** The members that all modules of named definitions have. spec/06 §1.1 */
function definitionMembers(
  kind: NamedKind,
  { document, data, example }: Signatures,
): Record<string, UnnamedMember> {
  return {
    all: {
      ...anyCollection.all,
      signature: `(() => Set<${document}>) & ((range: { from: Any } | { to: Any } | { from: Any, to: Any }) => Set<${document}>)`,
      doc: "All definitions, in the order of their creation.",
      example: [`${kind}.all().count()`, "0"],
    },
    where: {
      ...anyCollection.where,
      signature: `(pred: (${document} => Boolean)) => Set<${document}>`,
      example: [`${kind}.where(.name == "Nope").count()`, "0"],
    },
    firstWhere: {
      ...anyCollection.firstWhere,
      signature: `(pred: (${document} => Boolean)) => ${document} | Null`,
      example: [`${kind}.firstWhere(.name == "Nope")`, "null"],
    },
    toString: { ...anyCollection.toString, example: [`${kind}.toString()`, `"${kind}"`] as const },
    byName: method({
      signature: `(name: String) => NamedRef<${document}>`,
      takes: [[string("name")]],
      doc: "The definition of that name, which may be missing.",
      example: [`${kind}.byName("Nope").exists()`, "false"],
      effect: "read",
      perform: (run: Run, _self: ModuleValue, name: string) =>
        new DocumentValue(NATIVE[kind], definitionId(run, kind, name), run.at, name),
    }),
    create: method({
      signature: `(data: ${data}) => ${document}`,
      takes: [[object("data")]],
      doc: "Stores a new definition; it is in force from the next query on.",
      example: [`${kind}.create(${example}).exists()`, "true"],
      effect: "write",
      perform: (run: Run, _self: ModuleValue, input: Struct) => createDefinition(run, NATIVE[kind], input),
    }),
  };
}

const INDEX_TERMS = "Array<{ field: String, mva: Boolean | Null }>";
const MIGRATIONS =
  "Array<{ backfill: { field: String, value: String } } | { drop: { field: String } } | { split: { field: String, to: Array<String> } } | " +
  "{ move: { field: String, to: String } } | { add: { field: String } } | { move_conflicts: { into: String } } | " +
  "{ move_wildcard: { into: String } } | { add_wildcard: {} }>";

/** spec/06 §10 */
const COLLECTION: Signatures = {
  document: "CollectionDef",
  data:
    "{ name: String, alias: String | Null, computed_fields: { *: { body: String, signature: String | Null } } | Null, " +
    "fields: { *: { signature: String, default: String | Null } } | Null, " +
    `migrations: ${MIGRATIONS} | Null, wildcard: String | Null, history_days: Number | Null, ttl_days: Number | Null, ` +
    `document_ttls: Boolean | Null, indexes: { *: { terms: ${INDEX_TERMS} | Null, ` +
    'values: Array<{ field: String, mva: Boolean | Null, order: "asc" | "desc" | Null }> | Null, queryable: Boolean | Null } } | Null, ' +
    `constraints: Array<{ unique: Array<String> | ${INDEX_TERMS} } | { check: { name: String, body: String } }> | Null, ` +
    "data: { *: Any } | Null }",
  example: '{ name: "Order" }',
};

/** A global of the database by the name or alias that a query gives; `kind` and `noun` as the error says them. */
function byText(run: Run, kind: "Collection" | "Function", name: string, value: Value | undefined): Value {
  if (value !== undefined) return value;
  const parameter = kind.toLowerCase();
  const failure = invalidArgument(parameter, `No such user ${parameter} \`${name}\`.`);
  const isNew = presentDefinitionId(run, kind, "name", name) ?? presentDefinitionId(run, kind, "alias", name);
  if (isNew === undefined) throw failure;
  throw failure.withHint({
    kind: "hint",
    message: `A ${parameter} cannot be created and used in the same query.`,
    span: run.innermostFrame(),
  });
}

function userCollection(run: Run, name: string): Value | undefined {
  const value = run.schema.global(name);
  return value instanceof ModuleValue && value.collection !== undefined ? value : undefined;
}

/** A collection hides a function of its name as a global; here the function is found, under its alias. */
function userFunction(run: Run, name: string): Value | undefined {
  const hidden = run.schema.catalog.functions.find((each) => each.name === name)?.alias;
  return [name, hidden]
    .map((each) => (each === undefined ? undefined : run.schema.global(each)))
    .find((value) => value instanceof UserFunction);
}

export const collectionModule = libraryModule({
  name: "Collection",
  doc: "User collections.",
  members: {
    ...definitionMembers("Collection", COLLECTION),
    Deleted: field({
      signature: "DeletedCollection",
      doc: "What stands for collections that were deleted.",
      example: ["Collection.Deleted", "Deleted"],
      run: () => DELETED_COLLECTION,
    }),
  },
  construct: method({
    signature: "(collection: String) => Any",
    takes: [[string("collection")]],
    doc: "The user collection of that name or alias.",
    example: [
      `Collection("Nope")`,
      "invalid_argument: invalid argument `collection`: No such user collection `Nope`.",
    ],
    perform: (run: Run, _self: ModuleValue, name: string) =>
      byText(run, "Collection", name, userCollection(run, name)),
  }),
});

export const functionModule = libraryModule({
  name: "Function",
  doc: "User functions.",
  members: definitionMembers("Function", {
    document: "FunctionDef",
    data: "{ name: String, alias: String | Null, signature: String | Null, role: String | Null, body: String, data: { *: Any } | Null }",
    example: '{ name: "double", body: "x => x * 2" }',
  }),
  construct: method({
    signature: "(function: String) => Any",
    takes: [[string("function")]],
    doc: "The user function of that name or alias.",
    example: [
      `Function("nope")`,
      "invalid_argument: invalid argument `function`: No such user function `nope`.",
    ],
    perform: (run: Run, _self: ModuleValue, name: string) =>
      byText(run, "Function", name, userFunction(run, name)),
  }),
});

export const roleModule = libraryModule({
  name: "Role",
  doc: "Roles of users.",
  members: definitionMembers("Role", {
    document: "Role",
    data: "{ name: String, privileges: Any | Null, membership: Any | Null, data: { *: Any } | Null }",
    example: '{ name: "auditor" }',
  }),
});

export const accessProviderModule = libraryModule({
  name: "AccessProvider",
  doc: "Issuers of JWTs.",
  members: definitionMembers("AccessProvider", {
    document: "AccessProvider",
    data:
      "{ name: String, issuer: String, jwks_uri: String, roles: String | { role: String, predicate: String } | " +
      "Array<String | { role: String, predicate: String }> | Null, data: { *: Any } | Null }",
    example: '{ name: "Login", issuer: "https://login.example", jwks_uri: "https://login.example/keys" }',
  }),
});

export const databaseModule = libraryModule({
  name: "Database",
  doc: "Child databases.",
  members: definitionMembers("Database", {
    document: "DatabaseDef",
    data: "{ name: String, priority: Number | Null, typechecked: Boolean | Null, protected: Boolean | Null, data: { *: Any } | Null }",
    example: '{ name: "tests" }',
  }),
});

/** The modules of definitions, as the standard library lists them. */
export const definitionModules: readonly LibraryModule[] = [
  collectionModule,
  functionModule,
  roleModule,
  accessProviderModule,
  databaseModule,
];

/** `FQL.Schema`. spec/06b §12 */
export const schemaModule = libraryModule({
  name: "Schema",
  doc: "Definitions of the database.",
  members: {
    defForIdentifier: method({
      signature: "(ident: String) => Any",
      takes: [[string("ident")]],
      doc: "The definition of a collection or function by name or alias, as this query has it; else null.",
      example: [`FQL.Schema.defForIdentifier("Nope")`, "null"],
      effect: "read",
      perform: (run: Run, _self: ModuleValue, ident: string) =>
        definitionFor(run, ident) ?? literalNull(CALL_SITE),
    }),
  },
});

function definitionFor(run: Run, ident: string): DocumentValue | undefined {
  for (const kind of ["Collection", "Function"] as const) {
    const id =
      presentDefinitionId(run, kind, "name", ident) ?? presentDefinitionId(run, kind, "alias", ident);
    if (id !== undefined) return new DocumentValue(NATIVE[kind], id);
  }
  return undefined;
}

/** What user functions have besides what all functions have. spec/06b §7 */
export const userFunctionDefinition: Member = {
  ...field({
    signature: "FunctionDef",
    doc: "The definition of the function.",
    perform: (run: Run, self: UserFunction) => new DocumentValue(NATIVE.Function, String(self.id), run.at),
  }),
  name: "definition",
};

/** True of modules that stand for user collections. */
export function isUserCollection(module: ModuleValue): boolean {
  return module.collection !== undefined && module.collection >= FIRST_USER_COLLECTION;
}
