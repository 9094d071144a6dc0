import { forEachInner, type Parts, type Unknown } from "./parts.js";

/** What becomes of each variable: another one, or nothing. Those not in it stay. */
export type Substitution = ReadonlyMap<Unknown, Unknown | undefined>;

/** What stands beside a variable wherever it occurs: variables, and names of ground types. */
type Companions = Set<Unknown | string>;

/** Finds the variables that a type does not need. spec/03 §7.2 */
export function simplify(parts: Parts, polarity: boolean): Substitution {
  const substitution = new Map<Unknown, Unknown | undefined>();
  const sides = sidesOf(parts, polarity);
  for (const [unknown, side] of sides) {
    if (side !== "both" && !isRecursive(unknown)) substitution.set(unknown, undefined);
  }
  if (substitution.size < sides.size) unifyAlike(parts, polarity, substitution);
  return substitution;
}

/** On which side of arrows each variable occurs. */
function sidesOf(parts: Parts, polarity: boolean): ReadonlyMap<Unknown, "input" | "output" | "both"> {
  const sides = new Map<Unknown, "input" | "output" | "both">();
  const visit = (each: Parts, at: boolean): void => {
    if (each.isGround) return;
    const side = at ? "output" : "input";
    for (const unknown of each.variables) {
      const known = sides.get(unknown);
      if (known !== side) sides.set(unknown, known === undefined ? side : "both");
      if (known === undefined && "body" in unknown && unknown.body !== undefined) visit(unknown.body, at);
    }
    forEachInner(each, at, visit);
  };
  visit(parts, polarity);
  return sides;
}

/** Steps 2 and 3 for the variables that are left. */
function unifyAlike(parts: Parts, polarity: boolean, substitution: Map<Unknown, Unknown | undefined>): void {
  const { output, input, unknowns } = occurrences(parts, polarity);
  for (const kept of unknowns) {
    if (substitution.has(kept)) continue;
    for (const [here, there] of [
      [output, input],
      [input, output],
    ] as const) {
      for (const companion of [...(here.get(kept) ?? [])]) {
        if (substitution.has(kept)) break;
        if (typeof companion === "string") {
          if (there.get(kept)?.has(companion) === true) substitution.set(kept, undefined);
        } else {
          unify(kept, companion, here, there, substitution);
        }
      }
    }
  }
}

/** Two variables that never stand without each other in one position are one. */
function unify(
  kept: Unknown,
  other: Unknown,
  here: ReadonlyMap<Unknown, Companions>,
  there: ReadonlyMap<Unknown, Companions>,
  substitution: Map<Unknown, Unknown | undefined>,
): void {
  if (other === kept || substitution.has(other) || isRecursive(kept) !== isRecursive(other)) return;
  if (here.get(other)?.has(kept) !== true) return;
  substitution.set(other, kept);
  const keptThere = there.get(kept);
  const otherThere = there.get(other);
  if (keptThere === undefined || otherThere === undefined) return;
  for (const companion of [...keptThere]) {
    if (companion !== kept && !otherThere.has(companion)) keptThere.delete(companion);
  }
}

function isRecursive(unknown: Unknown): boolean {
  return "body" in unknown;
}

function occurrences(parts: Parts, polarity: boolean) {
  const output = new Map<Unknown, Companions>();
  const input = new Map<Unknown, Companions>();
  const unknowns = new Set<Unknown>();
  const met = new Set<Unknown>();
  const visit = (each: Parts, at: boolean): void => {
    if (each.isGround) return;
    if (each.variables.size > 0) {
      const beside = companionsOf(each);
      const side = at ? output : input;
      for (const unknown of each.variables) {
        unknowns.add(unknown);
        const known = side.get(unknown);
        if (known === undefined) side.set(unknown, new Set(beside));
        else for (const companion of [...known]) if (!beside.has(companion)) known.delete(companion);
        if ("body" in unknown && unknown.body !== undefined && !met.has(unknown)) {
          met.add(unknown);
          visit(unknown.body, at);
        }
      }
    }
    forEachInner(each, at, visit);
  };
  visit(parts, polarity);
  return { output, input, unknowns };
}

function companionsOf(parts: Parts): Companions {
  const companions: Companions = new Set(parts.variables);
  for (const key of parts.singletons.keys()) companions.add(`literal ${key}`);
  for (const key of parts.ids.keys()) companions.add(`type ${key}`);
  if (parts.any) companions.add("any");
  if (parts.never) companions.add("never");
  return companions;
}
