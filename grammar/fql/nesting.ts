/** Thrown past the greatest nesting, so that no text exhausts the machine's stack. */
export class TooDeep extends Error {
  constructor(readonly position: number) {
    super("nested too deeply");
  }
}

/** Room for this many levels is there on the default stacks of Node and browsers. */
export const MAX_NESTING = 250;
