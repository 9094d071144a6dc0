import type { Shape, Shapes, Signature } from "../../types/shape.js";

/** The names that an expression can mention: globals and types. spec/03b "Conventions" */
export interface TypeEnvironment {
  readonly globals: Names<Signature>;
  readonly shapes: Shapes & Names<Shape>;
}

/** Things by name, some of which are made when asked for. */
export interface Names<T> {
  get(name: string): T | undefined;
  names(): Iterable<string>;
}
