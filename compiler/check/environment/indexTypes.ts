import type { IndexField, IndexSchema } from "../../catalog/catalog.js";
import { ANY, functionOf, intersection, named, record, union } from "../../types/build.js";
import type { Type } from "../../types/type.js";

/** What `range` takes, in `all` and in index methods. spec/03b §1.1 */
export const RANGE_TYPE: Type = union(
  [["from"], ["to"], ["from", "to"]].map((names) =>
    record<Type>(new Map(names.map((name) => [name, ANY])), undefined, undefined),
  ),
  undefined,
);

/** A function that takes a range or none after its other parameters. */
export function withOptionalRange(terms: readonly Type[], result: Type): Type {
  const names = terms.map((_, index) => `term${index + 1}`);
  const plain = {
    names,
    parameters: terms,
    variadic: undefined,
    variadicName: undefined,
    result,
    span: undefined,
  };
  const ranged = { ...plain, names: [...names, "range"], parameters: [...terms, RANGE_TYPE] };
  return intersection([functionOf<Type, Type>(plain), functionOf<Type, Type>(ranged)], undefined);
}

/** The method of an index. spec/03b §1.6 */
export function indexMethod(index: Pick<IndexSchema, "terms">, document: string, structure: Type): Type {
  const terms = index.terms.map((term) => termType(term, structure));
  return withOptionalRange(terms, named("Set", [named(document)]));
}

function termType(term: IndexField, structure: Type): Type {
  let type: Type | undefined = structure;
  for (const element of term.path.elements) {
    type = element.kind === "field" ? fieldType(type, element.name) : elementType(type, element.index);
    if (type === undefined) return ANY;
  }
  return term.mva ? memberType(type) : type;
}

function fieldType(type: Type, name: string): Type | undefined {
  return type.kind === "record" ? (type.fields.get(name) ?? type.wildcard) : undefined;
}

function elementType(type: Type, index: number): Type | undefined {
  if (type.kind === "tuple") return type.elements[index];
  return type.kind === "named" && type.name === "Array" ? type.args[0] : undefined;
}

/** What an entry for each member holds. */
function memberType(type: Type): Type {
  const members = type.kind === "union" ? type.members.flatMap(membersOf) : membersOf(type);
  return members.length === 1 ? members[0]! : union(members, undefined);
}

function membersOf(type: Type): readonly Type[] {
  if (type.kind === "tuple") return type.elements;
  return type.kind === "named" && type.name === "Array" ? type.args : [type];
}
