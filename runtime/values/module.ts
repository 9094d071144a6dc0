import { Boxed, defineKind } from "./value.js";

/** A global module (`Math`), a module below one (`FQL.Schema`), or a collection (`Customer`). */
export class ModuleValue extends Boxed {
  constructor(
    /** As written: for a collection reached through its alias, the alias. */
    readonly name: string,
    readonly parent: string | undefined = undefined,
    /** The internal id, of collections only; built-in collections have small ones (`nativeCollections`). */
    readonly collection: number | undefined = undefined,
  ) {
    super();
  }
}
defineKind(ModuleValue, "Module");

/** `Math`, `FQL.Schema`, `Customer` */
export function moduleName(module: ModuleValue): string {
  return module.parent === undefined ? module.name : `${module.parent}.${module.name}`;
}

/** The modules of built-in documents: internal ids below those of user collections. */
export const NATIVE = {
  Collection: 1,
  Function: 2,
  Role: 3,
  AccessProvider: 4,
  Database: 5,
  Key: 6,
  Token: 7,
  Credential: 8,
} as const;

export type NativeCollectionName = keyof typeof NATIVE;

/** User collections get internal ids from here on. */
export const FIRST_USER_COLLECTION = 1024;
