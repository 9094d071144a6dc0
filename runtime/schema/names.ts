import { isPlainName, RESERVED_WORDS } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import { isReservedField } from "../documents/index.js";
import { definitionText } from "../problems/definitions.js";
import { NATIVE, type NativeCollectionName } from "../values/index.js";
import { Part } from "./part.js";
import { definitionVersions } from "./readDefinitions.js";

const words = (text: string) => text.split(" ");

const GLOBALS = words(
  "Array Boolean Bytes Date Doc Double EventSource Float ID Int Long Math Null Number Object Query Set SetCursor " +
    "String Struct Time TransactionTime UUID AccessProvider Collection Credential Credentials Database Function Key " +
    "Role Token abort asc dbg desc log newId",
);

const MODULES = GLOBALS.filter((name) => /^[A-Z]/.test(name));

/** Type names that no collection or function may have, since the checker knows them. spec/02 §3 */
const TYPE_NAMES = [
  ...words(
    "Ref EmptyRef NamedRef EmptyNamedRef Stream UserFunction CollectionDef FunctionDef DatabaseDef object",
  ),
  ...words("NullCollectionDef NullFunctionDef NullDatabaseDef"),
  ...Object.keys(NATIVE).flatMap((name) => [`Null${name}`, `${name}Collection`]),
  ...MODULES.map((name) => `${name}Module`),
];

const RESERVED_GLOBALS: ReadonlySet<string> = new Set([
  ...RESERVED_WORDS,
  ...words("FQL _ Any Never struct interface type function collection"),
  ...GLOBALS,
  ...TYPE_NAMES,
]);

/** Types that exist whatever the schema. */
export function builtInTypeNames(): readonly string[] {
  return [...GLOBALS, ...TYPE_NAMES];
}

/** Static members of collections; `createAll` is kept free. spec/02 §3 */
const RESERVED_INDEX_NAMES: ReadonlySet<string> = new Set(
  words("all byId where firstWhere create createData createAll definition toString"),
);

/** What is wrong with a new name or alias of a collection or function, apart from clashes. spec/06b §11 */
export function globalNameFailure(name: string): string | undefined {
  if (RESERVED_GLOBALS.has(name)) return definitionText.reservedIdentifier(name);
  return isPlainName(name) ? undefined : definitionText.invalidIdentifier;
}

export function roleNameFailure(name: string): string | undefined {
  if (!isIdentifier(name)) return definitionText.invalidIdentifier;
  return name === "admin" || name === "server" ? definitionText.reservedIdentifier(name) : undefined;
}

/** Roles, access providers, databases, check constraints. */
export function plainNameFailure(name: string): string | undefined {
  return isIdentifier(name) ? undefined : definitionText.invalidIdentifier;
}

export function fieldNameFailure(name: string): string | undefined {
  return memberNameFailure(name, isReservedField(name) || name === "ttl");
}

export function indexNameFailure(name: string): string | undefined {
  return memberNameFailure(name, RESERVED_INDEX_NAMES.has(name));
}

function memberNameFailure(name: string, isReserved: boolean): string | undefined {
  if (!isPlainName(name)) return definitionText.invalidIdentifier;
  return isReserved ? definitionText.reservedName(name) : undefined;
}

/** `_` is an identifier of members only. */
function isIdentifier(name: string): boolean {
  return isPlainName(name) && name !== "_";
}

/**
 * The first definition with the name, own writes included: collections by name, by alias, functions by name, by alias.
 * All of them share one namespace. spec/06b §11
 */
export function clashFailure(run: Run, name: string, self: Definition): string | undefined {
  for (const kind of ["Collection", "Function"] as const) {
    for (const key of ["name", "alias"] as const) {
      const isTaken = definitionVersions(run.transaction, kind, undefined).some(
        (version) => !(kind === self.kind && version.$id === self.id) && Part.of(version).text(key) === name,
      );
      if (isTaken) return definitionText.exists(kind, key, name);
    }
  }
  return undefined;
}

/** A definition that is being written. */
export interface Definition {
  readonly kind: NativeCollectionName;
  readonly id: string;
}

/** True where another definition of the kind has the value in a field that must be unique. */
export function isTakenWithinKind(run: Run, field: string, value: unknown, self: Definition): boolean {
  return definitionVersions(run.transaction, self.kind, undefined).some(
    (version) => version.$id !== self.id && Part.of(version).text(field) === value,
  );
}
