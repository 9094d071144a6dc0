import type { DocumentValue, Value } from "../values/index.js";

/**
 * What the code that runs now may do. Made for one run by whoever knows the caller (`auth/`); a function with a role,
 * defaults and index bindings put another in its place for a while. A refusal is an answer, never an error. spec/07b §4
 */
export interface Access {
  /** Whether it is the admin who asks: what nobody else is told. spec/07 §2 */
  readonly isAdmin: boolean;
  /** Whether it is the built-in role `server`, which may not make admins of functions. spec/07b §8.4 */
  readonly isServer: boolean;
  /** Asked before existence; `history_read` where the document carries a time. */
  mayRead(document: DocumentValue): boolean;
  /** Some `read` on the collection: what calling an index needs. */
  mayReadSome(collection: number): boolean;
  /** `created` carries the content as given. */
  mayCreate(created: DocumentValue, withId: boolean): boolean;
  /** `next` carries the content after the write. */
  mayWrite(document: DocumentValue, next: DocumentValue): boolean;
  mayDelete(document: DocumentValue): boolean;
  mayCall(functionId: number, args: readonly Value[]): boolean;
}

function always(answer: boolean): Access {
  const decide = () => answer;
  return {
    isAdmin: answer,
    isServer: false,
    mayRead: decide,
    mayReadSome: decide,
    mayCreate: decide,
    mayWrite: decide,
    mayDelete: decide,
    mayCall: decide,
  };
}

export const FULL_ACCESS: Access = always(true);

/** For code that runs without any privilege: defaults, index bindings. spec/06 §6.4 */
export const NO_ACCESS: Access = always(false);
