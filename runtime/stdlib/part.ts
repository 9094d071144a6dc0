import type { ModuleDeclaration, TypeDeclaration } from "../../compiler/index.js";
import { type Member, members, type UnnamedMember } from "../call/index.js";
import type { Kind } from "../values/index.js";

type Table = Readonly<Record<string, UnnamedMember>>;
type Members = ReadonlyMap<string, Member>;

/** A type of values, with members that run. */
export interface LibraryType extends TypeDeclaration {
  /** The run-time kinds whose values have these members. */
  readonly kinds: readonly Kind[];
  readonly members: Members;
  readonly operators: Members;
}

/** A global module, with members that run. */
export interface LibraryModule extends ModuleDeclaration {
  readonly members: Members;
  readonly construct: Member | undefined;
  readonly modules: ReadonlyMap<string, LibraryModule>;
}

/** Comparisons are not declared: every type has them, alike. spec/04 §6 */
export function libraryType(spec: {
  readonly type: string;
  readonly kinds: readonly Kind[];
  readonly doc: string;
  readonly members?: Table;
  readonly operators?: Table;
}): LibraryType {
  return { ...spec, members: members(spec.members ?? {}), operators: members(spec.operators ?? {}) };
}

export function libraryModule(spec: {
  readonly name: string;
  readonly doc: string;
  readonly members?: Table;
  /** What calling the module does; errors name it `apply`. */
  readonly construct?: UnnamedMember;
  readonly modules?: readonly LibraryModule[];
}): LibraryModule {
  return {
    name: spec.name,
    doc: spec.doc,
    members: members(spec.members ?? {}),
    construct: spec.construct && { ...spec.construct, name: "apply" },
    modules: new Map((spec.modules ?? []).map((module) => [module.name, module])),
  };
}
