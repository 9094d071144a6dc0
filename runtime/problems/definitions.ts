import { problem } from "../../compiler/index.js";

/** Texts of failures of definitions. spec/02 §3, §6.1, spec/06 §10 */
export const definitionText = {
  invalidIdentifier: "Invalid identifier.",
  reservedIdentifier: (name: string) => `The identifier \`${name}\` is reserved.`,
  reservedName: (name: string) => `The name '${name}' is reserved.`,
  exists: (kind: string, key: string, name: string) => `A ${kind} already exists with the ${key} \`${name}\``,
  badSignature: (rendered: string) => `Failed parsing user-provided signature.\n${rendered}`,
  badSource: (rendered: string) => `Unable to parse FQL source code.\n${rendered}`,
  arity: (expected: string, count: number) =>
    `Invalid function arity. Expected ${expected}, but the function was defined with ${count} ${count === 1 ? "argument" : "arguments"}`,
  negative: "Non-negative value required.",
  emptyPath: "Value cannot be empty.",
  badPath: (text: string) => `Value \`${text}\` is not a valid FQL path expression.`,
  idAsTerm:
    "`id` is not supported as an index term, use the native byId method to look up a document by its id.",
  collAsTerm: "`coll` is not supported as an index term.",
  tsAsTerm: "`ts` may only be used as an index value, not as an index term.",
  collAsValue: "`coll` is not supported as a specified index value.",
  inUnique: (name: string) => `\`${name}\` is not supported as a unique constraint value.`,
  duplicateCheck: (name: string) => `Duplicate check constraint name '${name}'`,
  emptyUnique: "Unique constraints must have at least one term",
  duplicateUnique: (paths: readonly string[]) => `Duplicate unique constraint on path [${paths.join(", ")}]`,
  computedClash: (name: string) => `Computed field '${name}' collides with a defined field`,
  badJwksUri: (text: string) => `\`${text}\` must be a valid https URI.`,
  repeatedRole: (role: string) =>
    `The role \`${role}\` is present more than once, there can only be one entry per role.`,
  builtinRole: (role: string) => `Builtin role \`${role}\` not allowed.`,
  adminByServer: (isNew: boolean) =>
    isNew
      ? "Cannot create a function with admin permissions using the server role."
      : "Cannot grant a function admin permissions using the server role.",
  unknownRole: (role: string) => `Field refers to an unknown role name \`${role}\`.`,
  unknownDatabase: (name: string) => `Field refers to an unknown database name \`${name}\`.`,
  stillUsed: (kind: string, name: string, role: string) =>
    `The ${kind} \`${name}\` refers to this document by its previous identifier \`${role}\`.`,
  tooManyRoles: "The maximum number of roles per resource (64) have been exceeded.",
  protectedMode: (what: string) =>
    `${what}: destructive change forbidden because database is in protected mode.`,
  derivedTypes: (key: string, name: string, types: readonly string[]) =>
    `The collection ${key} \`${name}\` generates types that conflict with the following existing types: ${types.join(", ")}`,
} as const;

/** Values that a migration cannot give to documents. spec/02 §7.5 */
export const conversionText = {
  backfill: "Failed to convert backfill value.",
  migration: "Failed to convert migration.",
  notStorable: (type: string) => `Value has type ${type}, which cannot be persisted.`,
  null: (type: string) => `Expected ${type}, provided Null`,
} as const;

/** What a failed write of a definition says first. spec/06 §3.5 */
export const definitionWriteText = {
  create: (kind: string) => `Failed to create ${kind}.`,
  update: (kind: string, name: string) => `Failed to update ${kind} \`${name}\`.`,
  delete: (kind: string, name: string) => `Failed to delete ${kind} \`${name}\`.`,
  updateById: (kind: string, id: string) => `Failed to update ${kind} with id ${id}.`,
  deleteById: (kind: string, id: string) => `Failed to delete ${kind} with id ${id}.`,
} as const;

/** The resulting schema is not valid: all rendered errors, indented. spec/02 §6 */
export const invalidSchema = problem("invalid_schema", (errors: readonly string[]) =>
  ["Invalid database schema update.", ...errors.map(indented)].join("\n"),
);

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
