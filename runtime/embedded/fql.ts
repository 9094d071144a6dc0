import type { QueryValue } from "./queryValue.js";

/**
 * A query made by the `fql` tag: FQL text with values in between. Values are parameters, never text, so nothing can be
 * injected; queries compose by being values of one another. spec/01 §7
 */
export class Query {
  constructor(
    /** The texts around the values: one more than there are values. */
    readonly texts: readonly string[],
    readonly values: readonly (QueryValue | Query)[],
  ) {}
}

/**
 * Writes a query:
 *
 *     fql`Customer.byEmail(${email}).first()`
 */
export function fql(texts: TemplateStringsArray, ...values: readonly (QueryValue | Query)[]): Query {
  return new Query(
    texts.map((text, i) => text ?? texts.raw[i]!),
    values,
  );
}
