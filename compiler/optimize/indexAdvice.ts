/** What a predicate asks of a field, as far as an index could serve it. */
export interface AdvisedCondition {
  /** `address.city` */
  readonly path: string;
  /** `==` and `includes`; else a range. */
  readonly isEquality: boolean;
}

/** The line of FSL that would serve some conditions: equalities are terms, one range is a value. */
export function indexAdvice(collection: string, conditions: readonly AdvisedCondition[]): string | undefined {
  const useful = conditions.filter(({ path }) => path !== "id");
  const terms = new Set(useful.filter(({ isEquality }) => isEquality).map(({ path }) => path));
  const range = useful.find(({ isEquality }) => !isEquality)?.path;
  const value = range === undefined || terms.has(range) ? undefined : range;
  const fields = value === undefined ? [...terms] : [...terms, value];
  if (fields.length === 0) return undefined;
  const parts = [];
  if (terms.size > 0) parts.push(`terms [${[...terms].map((each) => `.${each}`).join(", ")}]`);
  if (value !== undefined) parts.push(`values [.${value}]`);
  return `collection ${collection} { index by${fields.map(capitalised).join("And")} { ${parts.join("; ")} } }`;
}

function capitalised(path: string): string {
  return path
    .split(".")
    .map((name) => name.charAt(0).toUpperCase() + name.slice(1))
    .join("");
}
