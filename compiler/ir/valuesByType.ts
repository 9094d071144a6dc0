import type { Library } from "../library.js";
import type { InferredType } from "../types/inferred.js";
import { type Called, declared, LITERALS, PLAIN, type Values, valuesByForm } from "./effects.js";
import type { Ir } from "./ir.js";

/**
 * What types say of values. A bound that rests on them is as good as they are: arguments and signatures are believed
 * (spec/03 §9), so it may choose a way, and not what a query means.
 *
 * @param typeOf the type that a check found for a node, if any
 */
export function valuesByType(library: Library, typeOf: (node: Ir) => InferredType | undefined): Values {
  const byForm = valuesByForm(library);
  const ask = <T>(node: Ir, ofType: (type: InferredType) => T, ofForm: () => T): T => {
    const type = typeOf(node);
    return type === undefined ? ofForm() : ofType(type);
  };
  return {
    isPlain: (node) => ask(node, isPlain, () => byForm.isPlain(node)),
    mayHoldFunction: (node) => ask(node, mayHoldFunction, () => byForm.mayHoldFunction(node)),
    isCollection: (node) => ask(node, isCollection, () => false),
    methodsOf: (node, name) =>
      ask(
        node,
        (type) => membersOf(type, name, library),
        () => byForm.methodsOf(node, name),
      ),
  };
}

function isCollection(type: InferredType): boolean {
  return type.kind === "named" && type.name !== "UserFunction";
}

function membersOf(type: InferredType, name: string, library: Library): readonly Called[] | undefined {
  const ofType = (type: string) => declared(library.types.get(type)?.members.get(name));
  switch (type.kind) {
    case "literal":
      return ofType(LITERALS[type.value.kind]);
    case "tuple":
      return ofType("Array");
    case "named": {
      if (NUMBERS.has(type.name)) return ofType("Number");
      if (library.types.has(type.name)) return ofType(type.name);
      const member = library.documentMembers.get(name) ?? library.collectionMembers.get(name);
      return member && [member];
    }
    case "union": {
      const members = type.members.map((each) => membersOf(each, name, library));
      return members.every((each) => each !== undefined) ? members.flat() : undefined;
    }
    // Of variables in functions that are generalized: nothing is known of what they will be.
    case "never":
    case "any":
    case "hole":
    case "variable":
    case "object":
    case "interface":
    case "function":
    case "projection":
    case "intersection":
    case "difference":
    case "recursive":
      return undefined;
  }
}

const NUMBERS: ReadonlySet<string> = new Set(["Int", "Long", "Double", "Float"]);

/** True of types that no document and no set is part of. */
function isPlain(type: InferredType): boolean {
  switch (type.kind) {
    case "literal":
      return true;
    case "named":
      return (
        PLAIN.has(type.name) || NUMBERS.has(type.name) || (type.name === "Array" && type.args.every(isPlain))
      );
    case "tuple":
      return type.elements.every(isPlain);
    case "union":
      return type.members.every(isPlain);
    case "object":
      return [...type.fields.values(), ...(type.wildcard === undefined ? [] : [type.wildcard])].every(
        isPlain,
      );
    default:
      return false;
  }
}

/** `f`, `{ desc: f }`, and what may be one. */
function mayHoldFunction(type: InferredType): boolean {
  switch (type.kind) {
    case "literal":
    case "tuple":
      return false;
    case "named":
      return type.name === "Function" || type.name === "UserFunction";
    case "union":
      return type.members.some(mayHoldFunction);
    default:
      return !isPlain(type);
  }
}
