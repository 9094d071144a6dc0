import {
  type Diagnostic,
  type NamedType as NamedTypeExpression,
  type Span,
  spanOver,
  type TypeExpression,
} from "../../grammar/index.js";
import {
  anyAt,
  functionOf,
  interfaceOf,
  intersection,
  named,
  neverAt,
  record,
  singleton,
  skolem,
  tuple,
  union,
} from "./build.js";
import { forEachComponent } from "./components.js";
import { stringHash } from "./hashTrie.js";
import type { SingletonValue } from "./literal.js";
import type { Shapes } from "./shape.js";
import type { Skolem, Type } from "./type.js";

/** What a type expression may mention. */
export interface TypeScope {
  readonly shapes: Shapes;
  /** Type parameters of the shape or scheme around it. */
  readonly parameters?: ReadonlyMap<string, Type>;
  /** The level of generics that unknown names introduce; undefined where those are errors. */
  readonly genericLevel?: number;
  /** False drops all spans: for signatures that stand in no text. */
  readonly keepSpans: boolean;
  /** True lets references point to anything, as those of built-in signatures do. */
  readonly isBuiltIn?: boolean;
}

export interface Elaborated {
  readonly type: Type;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

const unknownType = (name: string) => `Unknown type \`${name}\``;
const noParameters = (name: string) => `Type \`${name}\` does not accept any parameters.`;
const wrongParameters = (name: string, expected: number, received: number) =>
  `Type constructor \`${name}<>\` accepts ${expected} parameters, received ${received}`;
const notADocument = "Reference type must refer to a doc type";
const didYouMean = (name: string, meant: string) => `${unknownType(name)}. Did you mean \`${meant}\`?`;

/** Lower-case names of well-known types: tolerated, with a warning. */
const TOLERATED: ReadonlyMap<string, string> = new Map([
  ["any", "Any"],
  ["null", "Null"],
  ["number", "Number"],
  ["string", "String"],
  ["boolean", "Boolean"],
]);

/** The type that a type expression means, with what is wrong in it. Wrong parts count as `Any`. spec/03 §2 */
export function elaborate(expression: TypeExpression, scope: TypeScope): Elaborated {
  const errors: Diagnostic[] = [];
  const generics = new Map<string, Generic>();
  const type = elaborateIn(expression, { ...scope, errors, generics });
  const { errors: genericErrors, warnings } = checkGenerics(type, generics);
  return { type, errors: [...errors, ...genericErrors], warnings };
}

/** An unknown name, and where it occurs first. */
interface Generic {
  readonly type: Skolem;
  readonly place: Span;
}

interface Elaboration extends TypeScope {
  readonly errors: Diagnostic[];
  readonly generics: Map<string, Generic>;
}

function elaborateIn(expression: TypeExpression, context: Elaboration): Type {
  const go = (part: TypeExpression) => elaborateIn(part, context);
  const span = context.keepSpans ? expression.span : undefined;
  switch (expression.kind) {
    case "any":
      return anyAt(span);
    case "never":
      return neverAt(span);
    case "literal":
      return singleton(singletonValue(expression.value), span);
    case "named":
      return elaborateName(expression, span, context);
    case "object": {
      const fields = new Map(expression.fields.map((field) => [field.name.text, go(field.type)]));
      return record(fields, expression.wildcard === undefined ? undefined : go(expression.wildcard), span);
    }
    case "interface": {
      const members = expression.fields.map((field) => interfaceOf(field.name.text, go(field.type), span));
      return members.length === 1 ? members[0]! : intersection(members, span);
    }
    case "tuple":
      return tuple(expression.elements.map(go), span);
    case "union":
      return union(expression.members.map(go), span);
    case "intersection":
      return intersection(expression.members.map(go), span);
    case "function":
      return functionOf({
        names: expression.parameters.map((parameter) => nameOf(parameter.name?.text)),
        parameters: expression.parameters.map((parameter) => go(parameter.type)),
        variadic: expression.variadic === undefined ? undefined : go(expression.variadic.type),
        variadicName: nameOf(expression.variadic?.name?.text),
        result: go(expression.result),
        span,
      });
    case "nullable": {
      const mark = context.keepSpans ? expression.markSpan : undefined;
      const whole = context.keepSpans ? spanOver(expression.base.span, expression.markSpan) : undefined;
      return union([go(expression.base), named("Null", [], mark)], whole);
    }
  }
}

/** `_` is a parameter without a name. */
function nameOf(name: string | undefined): string | undefined {
  return name === "_" ? undefined : name;
}

function singletonValue(value: string | bigint | boolean): SingletonValue {
  switch (typeof value) {
    case "string":
      return { kind: "string", value };
    case "bigint":
      return { kind: "integer", value };
    case "boolean":
      return { kind: "boolean", value };
  }
}

function elaborateName(expression: NamedTypeExpression, span: Span | undefined, context: Elaboration): Type {
  const name = expression.name.text;
  const fail = (message: string, at: Span): Type => {
    context.errors.push({ severity: "error", message, span: at, hints: [] });
    return anyAt(span);
  };
  const args = expression.args ?? [];
  const parameter = args.length === 0 ? context.parameters?.get(name) : undefined;
  if (parameter !== undefined) return { ...parameter, span };
  const shape = context.shapes.get(name);
  if (shape === undefined) {
    if (args.length > 0 || context.genericLevel === undefined) {
      for (const arg of args) elaborateIn(arg, context);
      return fail(unknownType(name), expression.name.span);
    }
    return generic(name, expression.name.span, span, context, context.genericLevel);
  }
  const isReference = name === "Ref" || name === "EmptyRef";
  if (isReference && context.isBuiltIn !== true && args.length === 1 && shape.parameters.length === 1) {
    return elaborateReference(expression, args[0]!, span, context);
  }
  const types = args.map((arg) => elaborateIn(arg, context));
  if (shape.parameters.length === types.length) return named(name, types, span);
  if (shape.parameters.length === 0) return fail(noParameters(name), expression.name.span);
  return fail(wrongParameters(name, shape.parameters.length, types.length), expression.name.span);
}

/** A reference must be one to documents; a generic cannot stand for them. */
function elaborateReference(
  expression: NamedTypeExpression,
  target: TypeExpression,
  span: Span | undefined,
  context: Elaboration,
): Type {
  const isParameter = target.kind === "named" && context.parameters?.has(target.name.text) === true;
  const argument = elaborateIn(target, isParameter ? context : { ...context, generics: new Map() });
  if (isParameter) return named(expression.name.text, [argument], span);
  const fail = (message: string, at: Span) => {
    context.errors.push({ severity: "error", message, span: at, hints: [] });
    return anyAt(span);
  };
  if (argument.kind === "skolem") return fail(unknownType(argument.name), target.span);
  const kind = argument.kind === "named" ? context.shapes.get(argument.name)?.document.kind : undefined;
  if (kind !== "document") return fail(notADocument, expression.span);
  return named(expression.name.text, [argument], span);
}

function generic(
  name: string,
  place: Span,
  span: Span | undefined,
  context: Elaboration,
  level: number,
): Type {
  let known = context.generics.get(name);
  if (known === undefined) {
    known = { type: skolem(name, { valid: true }, level, span), place };
    context.generics.set(name, known);
  }
  return { ...known.type, span };
}

/** Generics must occur as input and as output; others are misspelt names. spec/03 §2 */
function checkGenerics(
  type: Type,
  generics: ReadonlyMap<string, Generic>,
): { readonly errors: readonly Diagnostic[]; readonly warnings: readonly Diagnostic[] } {
  const errors: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  if (generics.size === 0) return { errors, warnings };
  const inputs = new Set<string>();
  const outputs = new Set<string>();
  const visit = (part: Type, polarity: boolean): void => {
    if (part.kind === "skolem") (polarity ? outputs : inputs).add(part.name);
    else forEachComponent(part, polarity, visit);
  };
  visit(type, true);
  const unusable = [...generics]
    .filter(([name]) => !inputs.has(name) || !outputs.has(name))
    .sort(([a], [b]) => nameSlot(a) - nameSlot(b));
  for (const [name, { type: generic, place: span }] of unusable) {
    generic.state.valid = false;
    const meant = TOLERATED.get(name);
    if (meant === undefined) errors.push({ severity: "error", message: unknownType(name), span, hints: [] });
    else warnings.push({ severity: "warning", message: didYouMean(name, meant), span, hints: [] });
  }
  return { errors, warnings };
}

/** Where a name falls in a hash map of sixteen slots, by which several errors are ordered. */
function nameSlot(name: string): number {
  const hash = stringHash(name);
  return (hash ^ (hash >>> 16)) & 15;
}
