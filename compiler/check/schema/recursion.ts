import { freeNames } from "../../../grammar/index.js";
import type { DeclaredFunction } from "../environment/declarations.js";

/** Functions without signature in the order in which they can be inferred. */
export interface FunctionOrder {
  /** Those that mention themselves, by way of others or not: each breaks a cycle. */
  readonly recursive: ReadonlySet<DeclaredFunction>;
  /** Dependencies first, alphabetical otherwise. */
  readonly order: readonly DeclaredFunction[];
}

/** spec/03b §2.3 */
export function functionOrder(functions: readonly DeclaredFunction[]): FunctionOrder {
  const untyped = new Map(
    functions
      .filter(({ signature }) => signature === undefined)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((schema) => [schema.name, schema]),
  );
  const recursive = new Set<DeclaredFunction>();
  const done = new Set<DeclaredFunction>();
  const path = new Set<DeclaredFunction>();
  const visit = (schema: DeclaredFunction): void => {
    if (done.has(schema)) return;
    path.add(schema);
    for (const { name } of freeNames(schema.body).names) {
      const dependency = untyped.get(name);
      if (dependency === undefined) continue;
      if (path.has(dependency)) recursive.add(dependency);
      else visit(dependency);
    }
    path.delete(schema);
    done.add(schema);
  };
  for (const schema of untyped.values()) visit(schema);
  return { recursive, order: [...done] };
}
