import {
  parenthesized,
  printBraces,
  printFunctionType,
  printLiteral,
  printTypeKey,
  TYPE_LEVEL,
  TYPE_LIMIT,
} from "../../grammar/index.js";
import type { SingletonValue } from "./literal.js";

/** A type as the checker reports it: simplified, its variables named in the order of printing. spec/03 §7 */
export type InferredType =
  | { readonly kind: "any" }
  | { readonly kind: "never" }
  /** What an expression with errors may be. */
  | { readonly kind: "hole" }
  | { readonly kind: "literal"; readonly value: SingletonValue }
  | { readonly kind: "named"; readonly name: string; readonly args: readonly InferredType[] }
  /** A generic, written or inferred. */
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "tuple"; readonly elements: readonly InferredType[] }
  | {
      readonly kind: "object";
      readonly fields: ReadonlyMap<string, InferredType>;
      readonly wildcard: InferredType | undefined;
    }
  /** Has at least these fields. */
  | { readonly kind: "interface"; readonly fields: ReadonlyMap<string, InferredType> }
  | InferredFunction
  /** Can be projected. */
  | { readonly kind: "projection"; readonly projector: InferredType; readonly result: InferredType }
  | { readonly kind: "union"; readonly members: readonly InferredType[] }
  | { readonly kind: "intersection"; readonly members: readonly InferredType[] }
  /** A variable without null. */
  | { readonly kind: "difference"; readonly base: InferredType }
  | { readonly kind: "recursive"; readonly body: InferredType; readonly name: string };

export interface InferredFunction {
  readonly kind: "function";
  readonly parameters: readonly InferredParameter[];
  readonly variadic: InferredParameter | undefined;
  readonly result: InferredType;
}

export interface InferredParameter {
  readonly name: string | undefined;
  readonly type: InferredType;
}

const NULL_TEXT = "Null";

/** The display string of a type. spec/01 §13.3, spec/03 §7.3 */
export function displayType(type: InferredType, level: number = TYPE_LEVEL.outermost): string {
  const outermost = (part: InferredType) => displayType(part);
  switch (type.kind) {
    case "any":
      return "Any";
    case "never":
      return "Never";
    case "hole":
      return "_";
    case "literal":
      return printLiteral(type.value);
    case "variable":
      return type.name;
    case "named":
      return type.args.length === 0 ? type.name : `${type.name}<${type.args.map(outermost).join(", ")}>`;
    case "tuple":
      return `[${type.elements.map(outermost).join(", ")}]`;
    case "object": {
      const fields = displayFields(type.fields);
      if (type.wildcard !== undefined) fields.push(`*: ${outermost(type.wildcard)}`);
      return printBraces(fields);
    }
    case "interface":
      return printBraces([...displayFields(type.fields), "..."]);
    case "function": {
      const isSole = type.parameters.length === 1 && type.variadic === undefined;
      const at = isSole ? TYPE_LEVEL.soleParameter : TYPE_LEVEL.functionPart;
      const print = (parameter: InferredParameter) => ({
        name: parameter.name,
        type: displayType(parameter.type, at),
      });
      const text = printFunctionType(
        type.parameters.map(print),
        type.variadic === undefined ? undefined : print(type.variadic),
        displayType(type.result, TYPE_LEVEL.functionPart),
      );
      return parenthesized(text, TYPE_LIMIT.function, level);
    }
    case "projection":
      return `.{ ${outermost(type.projector)} } => ${displayType(type.result, TYPE_LEVEL.functionPart)}`;
    case "union": {
      const members = type.members.map((member) => displayType(member, TYPE_LEVEL.unionMember));
      return parenthesized(members.join(" | "), TYPE_LIMIT.union, level);
    }
    case "intersection": {
      const members = type.members.map((member) => displayType(member, TYPE_LEVEL.intersectionMember));
      return parenthesized(members.join(" & "), TYPE_LIMIT.intersection, level);
    }
    case "difference":
      return parenthesized(
        `${displayType(type.base, TYPE_LEVEL.operand)} - ${NULL_TEXT}`,
        TYPE_LIMIT.difference,
        level,
      );
    case "recursive":
      return parenthesized(
        `${displayType(type.body, TYPE_LEVEL.operand)} as ${type.name}`,
        TYPE_LIMIT.alias,
        level,
      );
  }
}

function displayFields(fields: ReadonlyMap<string, InferredType>): string[] {
  return [...fields].map(([name, type]) => `${printTypeKey(name)}: ${displayType(type)}`);
}
