import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  annotatedType,
  check,
  checkSchema,
  codeEnvironment,
  describeEnvironment,
  displayType,
  type InferredType,
  parseSchemaFiles,
  schemaEnvironment,
  type TypeEnvironment,
} from "../../../compiler/index.js";
import { queries } from "../../../examples/shop/queries.js";
import type { Block, Expression, LambdaSource, SchemaItem } from "../../../grammar/index.js";
import { parseQuery, parseType } from "../../../grammar/index.js";
import { library } from "../../../runtime/index.js";

const parsed = parseSchemaFiles(
  new Map([["main.fsl", readFileSync("examples/shop/schema/main.fsl", "utf8")]]),
);
if (!parsed.ok) throw new Error("the shop's schema does not parse");
const { items } = parsed;
const environment = schemaEnvironment(items, library);

/** What ranges take is anything. spec/03b §1.1 */
const RANGE = "{ from: Any } | { to: Any } | { from: Any, to: Any }";

/** What the library's signatures leave open, and what follows from it: `desc`, spec/04 §9; pages of cursors, spec/05 §8. */
const SPECIFIED: readonly string[] = [
  "desc(.sold): { desc: { sold: Any, ... } => Any }",
  "desc: (accessor: (A | { name: String, sold: Number } => Any)) => { desc: A & { sold: Any, ... } => Any }",
  "Set.paginate(first.after!): { data: Array<Any>, after: String | Null }",
  "[first.data, second.data]: [Array<String>, Array<Any>]",
  "second.data: Array<Any>",
  "second: { data: Array<Any>, after: String | Null }",
];

/** Says whether a value of the type may give something of which nothing is known. What it takes does not count. */
function givesAny(type: InferredType, isGiven = true): boolean {
  const go = (part: InferredType) => givesAny(part, isGiven);
  switch (type.kind) {
    case "any":
    case "hole":
      return isGiven;
    case "never":
    case "literal":
    case "variable":
      return false;
    case "named":
      return type.args.some(go);
    case "tuple":
      return type.elements.some(go);
    case "object":
      return [...type.fields.values()].some(go) || (type.wildcard !== undefined && go(type.wildcard));
    case "interface":
      return [...type.fields.values()].some(go);
    case "function": {
      const { parameters, variadic, result } = type;
      const taken = [...parameters, ...(variadic === undefined ? [] : [variadic])];
      return taken.some((parameter) => givesAny(parameter.type, !isGiven)) || go(result);
    }
    case "projection":
      return go(type.result);
    case "union":
    case "intersection":
      return type.members.some(go);
    case "difference":
      return go(type.base);
    case "recursive":
      return go(type.body);
  }
}

/** Types of values in which something is `Any`, with the text that has them. */
function anysIn(query: Block, names: TypeEnvironment, args: readonly string[] = []): readonly string[] {
  const string = parseType("String");
  if (!string.ok) throw new Error("String is a type");
  const type = annotatedType(string.value, names);
  const checked = check(query, names, { args: new Map(args.map((name) => [name, type])) });
  if (!checked.ok) return checked.errors.map(({ message }) => message);
  const found: string[] = [];
  let seen = 0;
  for (const node of expressionsOf(query.statements)) {
    const known = checked.typeOf(node);
    if (known === undefined) continue;
    seen++;
    const { source, start, end } = node.span;
    if (!givesAny(known)) continue;
    const what = `${source.text?.slice(start, end)}: ${displayType(known)}`;
    if (!SPECIFIED.includes(what)) found.push(what);
  }
  expect(seen).toBeGreaterThan(0);
  return found;
}

/** All nodes of a tree that have types. */
function* expressionsOf(node: unknown): Generator<Expression> {
  if (typeof node !== "object" || node === null) return;
  if ("kind" in node && "span" in node) yield node as Expression;
  for (const [key, part] of Object.entries(node)) if (key !== "span") yield* expressionsOf(part);
}

function queryOf(text: string): Block {
  const query = parseQuery(text);
  if (!query.ok) throw new Error(query.diagnostics[0]?.message);
  return query.value;
}

/** The code of a schema, each piece by what it belongs to. */
function codeOf(item: SchemaItem): readonly (readonly [name: string, code: LambdaSource])[] {
  if (item.kind === "function") {
    const { name, parameters, body } = item;
    const lambda = {
      kind: "lambda",
      parameters: parameters.map((parameter) => ({ name: parameter.name.text, span: parameter.name.span })),
      rest: undefined,
      body,
      span: body.span,
    } as const;
    return [[name.text, lambda]];
  }
  if (item.kind !== "collection") return [];
  return item.members.flatMap((member) =>
    member.kind === "computed" || member.kind === "check"
      ? [[`${item.name.text}.${member.name.text}`, member.body] as const]
      : [],
  );
}

describe("types of the shop", () => {
  test.each(queries.filter(({ fails }) => fails !== true).map((query) => [query.title, query] as const))(
    "no Any: %s",
    (_title, { text, arguments: args = {} }) => {
      expect(anysIn(queryOf(text), environment, Object.keys(args))).toEqual([]);
    },
  );

  test("no Any in its data", () => {
    expect(anysIn(queryOf(readFileSync("examples/shop/data.fql", "utf8")), environment)).toEqual([]);
  });

  test.each(items.flatMap(codeOf))("no Any in the code of %s", (_name, lambda) => {
    const query: Block = {
      kind: "block",
      statements: [{ kind: "expression", expression: lambda, span: lambda.span }],
      span: lambda.span,
    };
    expect(anysIn(query, codeEnvironment(items, library))).toEqual([]);
  });

  test("no Any in what is inferred of the schema", () => {
    const checked = checkSchema(items, library, { typechecked: true });
    if (!checked.ok) throw new Error(checked.errors[0]?.message);
    const inferred = [
      ...checked.signatures,
      ...[...checked.computedFields].flatMap(([name, fields]) =>
        [...fields].map(([field, type]) => [`${name}.${field}`, type] as const),
      ),
    ];
    expect(inferred.length).toBeGreaterThan(8);
    expect(inferred.filter(([, type]) => /\bAny\b/.test(type))).toEqual([]);
  });

  test("of its own names only ranges take Any, and what EmptyRef has", () => {
    const { globals, types } = describeEnvironment(environment);
    const own = new Set(items.map(({ name }) => name.text));
    const found: string[] = [];
    for (const [name, type] of globals)
      if (own.has(name) && /\bAny\b/.test(type)) found.push(`${name}: ${type}`);
    for (const [name, { fields, apply, alias, hint }] of types) {
      const isOwn = [name, name.replace(/^Null|Collection$/g, "")].some((each) => own.has(each));
      if (!isOwn || hint === "server_collection") continue;
      for (const [field, type] of [...fields, ["()", apply ?? ""], ["=", alias ?? ""]] as const) {
        if (/\bAny\b/.test(type.replaceAll(RANGE, "…"))) found.push(`${name}.${field}: ${type}`);
      }
    }
    expect(found).toEqual([]);
  });
});
