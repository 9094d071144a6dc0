import type { Library } from "../../compiler/index.js";
import { BoundMethod, type Member, type Run } from "../call/index.js";
import { type Kind, ModuleValue, NATIVE, type NativeCollectionName, type Value } from "../values/index.js";
import { arrayModule, arrayType } from "./array.js";
import { booleanModule, booleanType } from "./boolean.js";
import { bytesModule, bytesType } from "./bytes.js";
import { collectionConstructor, collectionStatics, indexMember } from "./collections.js";
import { credentialMethods, credentialModule } from "./credentials.js";
import { dateModule, dateType } from "./date.js";
import { definitionModules, isUserCollection } from "./definitions.js";
import { documentMethods } from "./documents.js";
import { eventSourceType } from "./eventSource.js";
import { fqlModule } from "./fql.js";
import { functionType } from "./functionType.js";
import { globalFunctions } from "./globals.js";
import { idModule, idType } from "./id.js";
import { keyModule } from "./keys.js";
import { mathModule } from "./math.js";
import { nullModule, nullType } from "./null.js";
import { numberModules, numberTypes } from "./number.js";
import { objectModule } from "./object.js";
import { docModule, eventSourceModule, setCursorModule, structModule } from "./otherModules.js";
import type { LibraryModule, LibraryType } from "./part.js";
import { queryModule } from "./query.js";
import { setModule, setType } from "./set.js";
import { setCursorType } from "./setCursor.js";
import { stringModule, stringType } from "./string.js";
import { timeModule, timeType } from "./time.js";
import { tokenModule } from "./tokens.js";
import { transactionTimeModule, transactionTimeType } from "./transactionTime.js";
import { uuidModule, uuidType } from "./uuid.js";

/** All types of values, one file each. */
const TYPES: readonly LibraryType[] = [
  nullType,
  booleanType,
  ...numberTypes,
  stringType,
  idType,
  bytesType,
  uuidType,
  timeType,
  dateType,
  transactionTimeType,
  arrayType,
  setType,
  setCursorType,
  eventSourceType,
  functionType,
];

/** All modules but those of built-in collections. */
const MODULES: readonly LibraryModule[] = [
  arrayModule,
  booleanModule,
  bytesModule,
  dateModule,
  docModule,
  eventSourceModule,
  idModule,
  mathModule,
  nullModule,
  ...numberModules,
  objectModule,
  queryModule,
  setCursorModule,
  setModule,
  stringModule,
  structModule,
  timeModule,
  transactionTimeModule,
  uuidModule,
];

/** The modules as values; `Credentials` is another name of `Credential`. spec/04 §9 */
const moduleValues: ReadonlyMap<string, ModuleValue> = new Map([
  ...MODULES.map(({ name }) => [name, new ModuleValue(name)] as const),
  ...(Object.keys(NATIVE) as NativeCollectionName[]).map(
    (name) => [name, new ModuleValue(name, undefined, NATIVE[name])] as const,
  ),
  ["Credentials", new ModuleValue("Credential", undefined, NATIVE.Credential)],
]);

const modulesByName: ReadonlyMap<string, LibraryModule> = new Map(
  [
    ...MODULES,
    ...definitionModules,
    keyModule,
    tokenModule,
    credentialModule,
    fqlModule(moduleValues, globalFunctions),
  ].map((module) => [module.name, module]),
);

/** The standard library, as the compiler is handed it. */
export const library: Library = {
  modules: modulesByName,
  functions: globalFunctions,
  types: new Map(TYPES.map((type) => [nameOf(type.type), type])),
  documentMembers: new Map([...credentialMethods, ...documentMethods]),
  collectionMembers: collectionStatics,
};

/** `Array` of `Array<A>` */
function nameOf(type: string): string {
  const bracket = type.indexOf("<");
  return bracket < 0 ? type : type.slice(0, bracket);
}

const membersByKind: ReadonlyMap<Kind, ReadonlyMap<string, Member>> = new Map(
  TYPES.flatMap((type) => type.kinds.map((kind) => [kind, type.members] as const)),
);

const operatorsByKind: ReadonlyMap<Kind, ReadonlyMap<string, Member>> = new Map(
  TYPES.flatMap((type) => type.kinds.map((kind) => [kind, type.operators] as const)),
);

/** A field or method of the values of a kind. Modules: `moduleMember`. */
export function memberOf(kind: Kind, name: string): Member | undefined {
  return membersByKind.get(kind)?.get(name);
}

/** An operator other than comparisons, which all values have. */
export function operatorOf(kind: Kind, symbol: string): Member | undefined {
  return operatorsByKind.get(kind)?.get(symbol);
}

/** A static member of a module. */
export function moduleMember(run: Run, module: ModuleValue, name: string): Member | undefined {
  if (!isUserCollection(module)) return declarationOf(module)?.members.get(name);
  const collection = run.schema.collection(module.collection!);
  return collectionStatics.get(name) ?? (collection && indexMember(collection, name));
}

/** What calling a module does. */
export function constructorOf(module: ModuleValue): Member | undefined {
  return isUserCollection(module) ? collectionConstructor : declarationOf(module)?.construct;
}

function declarationOf(module: ModuleValue): LibraryModule | undefined {
  return module.parent === undefined
    ? modulesByName.get(module.name)
    : modulesByName.get(module.parent)?.modules.get(module.name);
}

const FQL = new ModuleValue("FQL");

const globals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...moduleValues,
  ["FQL", FQL],
  ...[...globalFunctions.values()].map((member) => [member.name, new BoundMethod(member, FQL)] as const),
]);

/** A built-in module or function by its global name. */
export function globalValue(name: string): Value | undefined {
  return globals.get(name);
}
