import { describe, expect, test } from "vitest";
import type { Declaration } from "../../compiler/index.js";
import {
  type FunctionType,
  type FunctionTypeParameter,
  parseTypeScheme,
  printType,
  type TypeExpression,
} from "../../grammar/index.js";
import type { Member, ParameterKind } from "../../runtime/call/index.js";
import { library } from "../../runtime/stdlib/library.js";

/** What is checked as a query runs is no narrower in kind than what the checker lets pass. engine §12 */

const declarations = [
  ...[...library.types].flatMap(([type, { members, operators }]) =>
    [...members.values(), ...operators.values()].map((member) => [`${type}.${member.name}`, member] as const),
  ),
  ...[...library.modules].flatMap(([module, { members, construct }]) =>
    [...members.values(), ...(construct === undefined ? [] : [construct])].map(
      (member) => [`${module}.${member.name}`, member] as const,
    ),
  ),
  ...[...library.functions].map(([name, member]) => [name, member] as const),
];

/** The function types of `f & g`. */
function overloadsOf(type: TypeExpression): readonly FunctionType[] {
  switch (type.kind) {
    case "function":
      return [type];
    case "intersection":
      return type.members.flatMap(overloadsOf);
    case "tuple":
      return type.elements.flatMap(overloadsOf);
    default:
      throw new Error(`no function: ${type.kind}`);
  }
}

/** The rest parameter, if any, last. */
function parametersOf({ parameters, variadic }: FunctionType): readonly FunctionTypeParameter[] {
  return variadic === undefined ? parameters : [...parameters, variadic];
}

function typeOf(text: string): TypeExpression {
  const parsed = parseTypeScheme(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.diagnostics[0]?.message}`);
  return parsed.value.type;
}

const NUMBERS = new Set(["Int", "Long", "Double", "Number"]);

function fits(parameter: ParameterKind, type: TypeExpression): boolean {
  switch (parameter.type) {
    case "Any":
      return true;
    case "Function":
      return type.kind === "function" || (type.kind === "tuple" && fits(parameter, type.elements[0]!));
    case "{ *: Any }":
      // `Object.keys` takes Any to the checker. spec/05 §10
      return type.kind === "object" || type.kind === "union" || type.kind === "any";
    default: {
      if (type.kind !== "named") return false;
      const name = NUMBERS.has(parameter.type) ? "Number" : parameter.type.split("<")[0];
      return type.name.text === name;
    }
  }
}

const methods = declarations.filter(([, member]) => member.kind === "method");

describe("takes fits under the signature", () => {
  test.each(methods)("%s", (_name, declaration) => {
    const { signature, takes } = declaration as Member;
    const overloads = overloadsOf(typeOf(signature));
    expect(takes.map((each) => each.length)).toEqual(overloads.map((each) => parametersOf(each).length));
    takes.forEach((parameters, i) => {
      parameters.forEach((parameter, j) => {
        const { type } = parametersOf(overloads[i]!)[j]!;
        expect(fits(parameter, type), `${parameter.name}: ${parameter.type}`).toBe(true);
      });
    });
  });
});

test("signatures of fields are types", () => {
  for (const [, member] of declarations) expect(typeOf(member.signature)).toBeDefined();
});

test("methods say whether they take functions which they may call", () => {
  const takesFunction = ({ signature }: Declaration) =>
    overloadsOf(typeOf(signature)).some((each) =>
      parametersOf(each).some(({ type }) => printType(type).includes("=>")),
    );
  // Its functions name fields, and are not called.
  const others = methods.filter(([, { name }]) => name !== "changesOn" && name !== "eventsOn");
  for (const [name, member] of others) expect(member.takesFunctions, name).toBe(takesFunction(member));
});
