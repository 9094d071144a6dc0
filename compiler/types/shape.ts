import { forEachComponent } from "./components.js";
import type { Type, Use, Value } from "./type.js";

/** What a named type is: which members, operators and forms it has. spec/03 §1 */
export interface Shape {
  readonly name: string;
  /** Names of its type parameters, which its signatures may mention. */
  readonly parameters: readonly string[];
  readonly fields: ReadonlyMap<string, Signature>;
  readonly operators: ReadonlyMap<string, Signature>;
  /** What calling a value does. */
  readonly apply: Signature | undefined;
  /** What indexing a value does. */
  readonly access: Signature | undefined;
  /** What the type unfolds to. */
  readonly alias: Signature | undefined;
  readonly persistable: boolean;
  readonly document: DocumentKind;
}

export type DocumentKind =
  | { readonly kind: "none" }
  | { readonly kind: "document"; readonly collection: string }
  | { readonly kind: "nullDocument"; readonly collection: string };

export const NO_DOCUMENT: DocumentKind = { kind: "none" };

/** The type of a member, where skolems stand for generics: parameters of the shape, and such of its own. */
export interface Signature {
  readonly type: Type;
  /** False if there is nothing to instantiate. */
  readonly generic: boolean;
}

/** The named types of an environment. */
export interface Shapes {
  get(name: string): Shape | undefined;
}

/** A signature whose type is computed when it is first asked for: most of a library is not. */
export function lazySignature(compute: () => Type): Signature {
  let known: { type: Type; generic: boolean } | undefined;
  const force = () => {
    if (known === undefined) {
      const type = compute();
      known = { type, generic: hasSkolem(type) };
    }
    return known;
  };
  return {
    get type() {
      return force().type;
    },
    get generic() {
      return force().generic;
    },
  };
}

export function signatureOf(type: Type): Signature {
  return { type, generic: hasSkolem(type) };
}

/** True if a rigid generic stands anywhere in the type. */
export function hasSkolem(type: Value | Use): boolean {
  let found = false;
  const visit = (part: Value | Use): void => {
    if (part.kind === "skolem") found = true;
    else if (!found) forEachComponent(part, true, visit);
  };
  visit(type);
  return found;
}
