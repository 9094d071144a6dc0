import { NATIVE } from "../../values/index.js";
import { accessProviderKind } from "./accessProvider.js";
import { collectionKind } from "./collection.js";
import { credentialKind } from "./credential.js";
import { databaseKind } from "./database.js";
import { functionKind } from "./function.js";
import { keyKind } from "./key.js";
import type { DefinitionKind } from "./kind.js";
import { roleKind } from "./role.js";
import { tokenKind } from "./token.js";

/** Definition kinds by the internal id of their collection. */
export const DEFINITION_KINDS: ReadonlyMap<number, DefinitionKind> = new Map(
  [
    collectionKind,
    functionKind,
    roleKind,
    accessProviderKind,
    databaseKind,
    keyKind,
    tokenKind,
    credentialKind,
  ].map((kind) => [NATIVE[kind.name], kind]),
);
