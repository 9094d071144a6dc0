import { NO_DOCUMENT, type Shape, type Shapes } from "../../types/shape.js";
import { signatureText } from "./signatureText.js";

/** What `range` of `all` and of index methods takes. spec/03b §1.1 */
export const RANGE = "{ from: Any } | { to: Any } | { from: Any, to: Any }";

/** A collection of the system: what its documents are, and how they are found and made. spec/03b §3.2 */
interface NativeCollection {
  readonly name: string;
  /** The type of its documents. */
  readonly document: string;
  readonly shape: string;
  readonly create: string;
  readonly key: "id" | "name";
  /** What calling the collection does, where it can be called. */
  readonly apply?: string;
  readonly members?: Readonly<Record<string, string>>;
  readonly documentMembers?: Readonly<Record<string, string>>;
}

const MIGRATION =
  "{ backfill: { field: String, value: String } } | { drop: { field: String } } | { split: { field: String, to: Array<String> } } | { move: { field: String, to: String } } | { add: { field: String } } | { move_conflicts: { into: String } } | { move_wildcard: { into: String } } | { add_wildcard: {} }";
const DATA = "data: { *: Any } | Null";
const ROLE_ENTRY = "String | { role: String, predicate: String }";

const NATIVES: readonly NativeCollection[] = [
  {
    name: "Collection",
    document: "CollectionDef",
    shape: `{ name: String, alias: String | Null, computed_fields: { *: { body: String, signature: String | Null } }, fields: { *: { signature: String, default: String | Null } }, migrations: Array<${MIGRATION}> | Null, wildcard: String, ts: Time, coll: CollectionCollection, history_days: Number | Null, ttl_days: Number | Null, document_ttls: Boolean | Null, indexes: { *: { terms: Array<{ field: String, mva: Boolean | Null }>, values: Array<{ field: String, mva: Boolean | Null, order: "asc" | "desc" | Null }>, queryable: Boolean, status: "pending" | "active" | "failed" } }, constraints: Array<{ *: Any }>, ${DATA} }`,
    create: `{ name: String, alias: String | Null, computed_fields: { *: { body: String, signature: String | Null } } | Null, fields: { *: { signature: String, default: String | Null } } | Null, migrations: Array<${MIGRATION}> | Null, wildcard: String | Null, history_days: Number | Null, ttl_days: Number | Null, document_ttls: Boolean | Null, indexes: { *: { terms: Array<{ field: String, mva: Boolean | Null }> | Null, values: Array<{ field: String, mva: Boolean | Null, order: "asc" | "desc" | Null }> | Null, queryable: Boolean | Null } } | Null, constraints: Array<{ unique: Array<String> | Array<{ field: String, mva: Boolean | Null }> } | { check: { name: String, body: String } }> | Null, ${DATA} }`,
    key: "name",
    apply: "(collection: String) => Any",
    members: { Deleted: "DeletedCollection" },
  },
  {
    name: "Function",
    document: "FunctionDef",
    shape: `{ name: String, alias: String | Null, signature: String | Null, ts: Time, coll: FunctionCollection, role: String | Null, body: String, ${DATA} }`,
    create: `{ name: String, alias: String | Null, signature: String | Null, role: String | Null, body: String, ${DATA} }`,
    key: "name",
    apply: "(function: String) => Any",
  },
  {
    name: "Database",
    document: "DatabaseDef",
    shape: `{ name: String, ts: Time, coll: DatabaseCollection, global_id: String, priority: Number | Null, typechecked: Boolean | Null, protected: Boolean | Null, ${DATA} }`,
    create: `{ name: String, priority: Number | Null, typechecked: Boolean | Null, protected: Boolean | Null, ${DATA} }`,
    key: "name",
  },
  {
    name: "Role",
    document: "Role",
    shape: `{ name: String, ts: Time, coll: RoleCollection, privileges: Any, membership: Any, ${DATA} }`,
    create: `{ name: String, privileges: Any | Null, membership: Any | Null, ${DATA} }`,
    key: "name",
  },
  {
    name: "AccessProvider",
    document: "AccessProvider",
    shape: `{ name: String, ts: Time, coll: AccessProviderCollection, issuer: String, jwks_uri: String, roles: Array<{ role: String, predicate: String }>, audience: String, ${DATA} }`,
    create: `{ name: String, issuer: String, jwks_uri: String, roles: ${ROLE_ENTRY} | Array<${ROLE_ENTRY}> | Null, ${DATA} }`,
    key: "name",
  },
  {
    name: "Key",
    document: "Key",
    shape: `{ id: ID, ts: Time, coll: KeyCollection, role: String, database: String | Null, ttl: Time | Null, secret: String | Null, ${DATA} }`,
    create: `{ role: String, database: String | Null, ttl: Time | Null, ${DATA} }`,
    key: "id",
  },
  {
    name: "Token",
    document: "Token",
    shape: `{ id: ID, ts: Time, coll: TokenCollection, document: { *: Any }, secret: String | Null, ttl: Time | Null, ${DATA} }`,
    create: `{ id: ID | Null, document: { *: Any } | Null, ttl: Time | Null, ${DATA} }`,
    key: "id",
    members: { byDocument: "(document: { *: Any }) => Set<Token>" },
  },
  {
    name: "Credential",
    document: "Credential",
    shape: `{ id: ID, ts: Time, coll: CredentialCollection, document: Ref<{ *: Any }>, ${DATA} }`,
    create: `{ id: ID | Null, document: Ref<{ *: Any }>, password: String | Null, ${DATA} }`,
    key: "id",
    members: { byDocument: "(document: { *: Any } | Null) => Ref<Credential>" },
    documentMembers: {
      verify: "(secret: String) => Boolean",
      login: "((secret: String) => Token) & ((secret: String, ttl: Time) => Token)",
    },
  },
];

/** The globals of system collections, and their types. */
export const NATIVE_COLLECTIONS: ReadonlyMap<string, string> = new Map([
  ...NATIVES.map(({ name }): [string, string] => [name, `${name}Collection`]),
  ["Credentials", "CredentialCollection"],
]);

export function nativeShapes(shapes: Shapes): Shape[] {
  const deleted = plainShape("DeletedCollection", {}, shapes);
  return [...NATIVES.flatMap((native) => shapesOf(native, shapes)), deleted];
}

function shapesOf(native: NativeCollection, shapes: Shapes): Shape[] {
  const { name, document, key } = native;
  const byId = `(id: ID) => Ref<${document}>`;
  const find: Record<string, string> =
    key === "id" ? { byId } : { byName: `(name: String) => NamedRef<${document}>` };
  const apply = key === "id" ? byId : native.apply;
  const collection = plainShape(
    `${name}Collection`,
    {
      all: `(() => Set<${document}>) & ((range: ${RANGE}) => Set<${document}>)`,
      where: `(pred: (${document} => Boolean)) => Set<${document}>`,
      firstWhere: `(pred: (${document} => Boolean)) => ${document} | Null`,
      create: `(data: ${native.create}) => ${document}`,
      toString: "() => String",
      ...find,
      ...native.members,
    },
    shapes,
  );
  const change = `(data: { *: Any }) => ${document}`;
  const documents = plainShape(
    document,
    {
      coll: `${name}Collection`,
      exists: "() => true",
      delete: `() => Null${document}`,
      update: change,
      replace: change,
      ...native.documentMembers,
    },
    shapes,
  );
  const missing = plainShape(
    `Null${document}`,
    {
      [key]: key === "id" ? "ID" : "String",
      coll: `${name}Collection`,
      exists: "() => false",
      toString: "() => String",
    },
    shapes,
  );
  return [
    { ...collection, apply: apply === undefined ? undefined : signatureText(apply, shapes) },
    {
      ...documents,
      alias: signatureText(native.shape, shapes),
      document: { kind: "document", collection: name },
    },
    {
      ...missing,
      alias: signatureText("Null", shapes),
      document: { kind: "nullDocument", collection: name },
    },
  ];
}

function plainShape(name: string, fields: Readonly<Record<string, string>>, shapes: Shapes): Shape {
  return {
    name,
    parameters: [],
    fields: new Map(Object.entries(fields).map(([key, text]) => [key, signatureText(text, shapes)])),
    operators: new Map(),
    apply: undefined,
    access: undefined,
    alias: undefined,
    persistable: false,
    document: NO_DOCUMENT,
  };
}
