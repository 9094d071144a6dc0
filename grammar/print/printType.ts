import type { Expression, FunctionTypeParameter, ObjectTypeField, TypeExpression } from "../ast/index.js";
import {
  type PrintedParameter,
  parenthesized,
  printBraces,
  printFunctionType,
  printLiteralType,
  printTypeKey,
  TYPE_LEVEL,
  TYPE_LIMIT,
} from "./typeNotation.js";

/** Prints the default value of an object type's field. Handed in, since expressions hold types as well. */
type PrintDefault = (value: Expression) => string;

/** A type as canonical text, on one line. spec/01 §13.3 */
export function printTypeWith(
  printDefault: PrintDefault,
  type: TypeExpression,
  level: number = TYPE_LEVEL.outermost,
): string {
  const print = (part: TypeExpression, at: number) => printTypeWith(printDefault, part, at);
  switch (type.kind) {
    case "any":
      return "Any";
    case "never":
      return "Never";
    case "literal":
      return printLiteralType(type.value);
    case "named": {
      const args = type.args?.map((arg) => print(arg, TYPE_LEVEL.outermost));
      return args === undefined ? type.name.text : `${type.name.text}<${args.join(", ")}>`;
    }
    case "object": {
      const fields = type.fields.map((field) => printField(printDefault, field));
      if (type.wildcard !== undefined) fields.push(`*: ${print(type.wildcard, TYPE_LEVEL.outermost)}`);
      return printBraces(fields);
    }
    case "interface": {
      const fields = type.fields.map((field) => printField(printDefault, field));
      return printBraces(fields.length === 0 ? [] : [...fields, "..."]);
    }
    case "tuple":
      return `[${type.elements.map((element) => print(element, TYPE_LEVEL.outermost)).join(", ")}]`;
    case "union":
      return parenthesized(
        type.members.map((member) => print(member, TYPE_LEVEL.unionMember)).join(" | "),
        TYPE_LIMIT.union,
        level,
      );
    case "intersection":
      return parenthesized(
        type.members.map((member) => print(member, TYPE_LEVEL.intersectionMember)).join(" & "),
        TYPE_LIMIT.intersection,
        level,
      );
    case "function": {
      const { parameters, variadic } = type;
      const isSole = parameters.length === 1 && variadic === undefined;
      const partLevel = isSole ? TYPE_LEVEL.soleParameter : TYPE_LEVEL.functionPart;
      const part = (parameter: FunctionTypeParameter): PrintedParameter => ({
        name: parameter.name?.text,
        type: print(parameter.type, partLevel),
      });
      return parenthesized(
        printFunctionType(
          parameters.map(part),
          variadic && part(variadic),
          print(type.result, TYPE_LEVEL.functionPart),
        ),
        TYPE_LIMIT.function,
        level,
      );
    }
    case "nullable":
      return `${print(type.base, TYPE_LEVEL.operand)}?`;
  }
}

function printField(printDefault: PrintDefault, field: ObjectTypeField): string {
  const type = printTypeWith(printDefault, field.type);
  const value = field.default === undefined ? "" : ` = ${printDefault(field.default)}`;
  return `${printTypeKey(field.name.text)}: ${type}${value}`;
}
