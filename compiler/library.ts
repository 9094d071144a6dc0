import type { Effect } from "./effect.js";

/**
 * What a standard library is, to the compiler: types with members, each declared once with the text of its
 * signature. The library itself, implementations included, lives in `runtime/stdlib` and is handed in.
 */
export interface Library {
  /** Global modules (`Math`, `Set`, …) by name; user collections are added per database. */
  readonly modules: ReadonlyMap<string, ModuleDeclaration>;
  /** Global functions (`abort`, `newId`, …) by name. */
  readonly functions: ReadonlyMap<string, Declaration>;
  /** Members of values, by the name of their type (`String`, `Array<A>`, `Set<A>`, …). */
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  /** Methods of documents, whatever their collection. */
  readonly documentMembers: ReadonlyMap<string, Declaration>;
  /** Members of user collections, besides their indexes. */
  readonly collectionMembers: ReadonlyMap<string, Declaration>;
}

/** The values of one type: what can be done with them. */
export interface TypeDeclaration {
  /** As the type is written, parameters included: `String`, `Array<A>`. */
  readonly type: string;
  readonly doc: string;
  /** Fields and methods by name. */
  readonly members: ReadonlyMap<string, Declaration>;
  /** Operators by symbol, and `[]`; unary and binary forms of `-` are one overloaded declaration. */
  readonly operators: ReadonlyMap<string, Declaration>;
}

/** A global module: a value whose static members are reached by `.`. */
export interface ModuleDeclaration {
  readonly name: string;
  readonly doc: string;
  readonly members: ReadonlyMap<string, Declaration>;
  /** What calling the module does: `Time("…")`. */
  readonly construct: Declaration | undefined;
  /** Modules below this one: `FQL.Schema`. */
  readonly modules: ReadonlyMap<string, ModuleDeclaration>;
}

/** One member. Checker, completions, docs and lint read this; the evaluator's part is added in `runtime/stdlib`. */
export interface Declaration {
  readonly name: string;
  readonly kind: "method" | "field";
  /** A type as FQL prints it: `((start: Number) => String) & …` for methods, `Number` for fields. */
  readonly signature: string;
  /** One line for people. */
  readonly doc: string;
  /** FQL text and the debug text of its result. */
  readonly example?: readonly [query: string, result: string];
  readonly effect: Effect;
  /** True of methods that may call what they are given. */
  readonly takesFunctions: boolean;
}
