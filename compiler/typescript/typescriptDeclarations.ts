import {
  type CollectionItem,
  type FunctionItem,
  NO_SPAN,
  parseTypeScheme,
  type SchemaItem,
  type TypeExpression,
} from "../../grammar/index.js";
import type { SchemaCheck } from "../check/index.js";
import { DIALECTS, type Dialect, type DialectName } from "./dialect.js";
import { collectionNames } from "./names.js";
import {
  computedMember,
  fieldMember,
  functionType,
  overloadedType,
  type TypescriptScope,
  withRest,
} from "./typescriptType.js";

const HEADER = `// Types of the documents and functions of a database, made of its schema by \`coppice types\`.
// What a query gives depends on the query: const { data } = await client.query<Page<Customer>>(fql\`…\`)
`;

/**
 * TypeScript for the collections and functions of a schema: what answers hold, by the package that gives them.
 * `checked` tells the types that the schema leaves out.
 */
export function typescriptDeclarations(
  items: readonly SchemaItem[],
  checked: Extract<SchemaCheck, { ok: true }>,
  dialectName: DialectName,
): string {
  const dialect = DIALECTS[dialectName];
  const collections = items.filter((item) => item.kind === "collection");
  const scope: TypescriptScope = { dialect, collections: collectionNames(collections, dialect) };
  const parts = collections.map((item) => collectionDeclaration(item, checked, scope));
  const functions = items.filter((item) => item.kind === "function");
  if (functions.length > 0) parts.push(functionsDeclaration(functions, checked, scope));
  const body = parts.join("\n\n");
  return `${HEADER}${preamble(dialect, body)}\n${body}\n`;
}

function collectionDeclaration(
  item: CollectionItem,
  { computedFields }: Extract<SchemaCheck, { ok: true }>,
  scope: TypescriptScope,
): string {
  const name = item.name.text;
  const lines: string[] = [];
  let isOpen = !item.members.some((member) => member.kind === "field");
  for (const member of item.members) {
    if (member.kind === "field") lines.push(fieldMember(member.name.text, member.type, "field", scope));
    if (member.kind === "computed") {
      const type = member.type ?? typeOfText(computedFields.get(name)?.get(member.name.text));
      lines.push(computedMember(member.name.text, type, scope));
    }
    if (member.kind === "wildcard") isOpen = true;
  }
  const braces = (fields: readonly string[]) => `{\n${fields.map((field) => `  ${field};\n`).join("")}}`;
  const type = `export type ${scope.collections.get(name)} = DocumentT<${withRest(lines, isOpen, braces, scope)}>;`;
  if (item.alias === undefined) return type;
  const alias = scope.collections.get(item.alias.value.text);
  return `${type}\n\nexport type ${alias} = ${scope.collections.get(name)};`;
}

function functionsDeclaration(
  functions: readonly FunctionItem[],
  { signatures }: Extract<SchemaCheck, { ok: true }>,
  scope: TypescriptScope,
): string {
  const lines = functions.flatMap(({ name, alias, parameters, rest }) => {
    const names = [...parameters, ...(rest === undefined ? [] : [rest])].map((each) => each.name.text);
    const text = signatureText(typeOfText(signatures.get(name.text)), names, scope);
    const called = alias === undefined ? [name.text] : [name.text, alias.value.text];
    return called.map((each) => `  ${each}: ${text};\n`);
  });
  return `/** What calls of functions give: ReturnType<Functions["name"]>. */\nexport type Functions = {\n${lines.join("")}};`;
}

function signatureText(type: TypeExpression, names: readonly string[], scope: TypescriptScope): string {
  if (type.kind === "function") return functionType(type, names, scope);
  const overloads =
    type.kind === "intersection" ? type.members.filter((each) => each.kind === "function") : [];
  if (overloads.length > 0) return overloadedType(overloads, names, scope);
  return `(...args: never[]) => ${scope.dialect.any}`;
}

const ANY: TypeExpression = { kind: "any", span: NO_SPAN };

/** The checker tells inferred types as text. */
function typeOfText(text: string | undefined): TypeExpression {
  if (text === undefined) return ANY;
  const parsed = parseTypeScheme(text);
  return parsed.ok ? parsed.value.type : ANY;
}

/** Imports, and the types that the package lacks; of both what is used. */
function preamble({ module, imports, own }: Dialect, body: string): string {
  const declarations = [...own].filter(([name]) => mentions(body, name)).map(([, text]) => text);
  const used = imports.filter((name) => mentions([body, ...declarations].join("\n"), name));
  const lines = used.length === 0 ? [] : [`import type { ${used.join(", ")} } from "${module}";`];
  return `${[...lines, ...declarations].join("\n\n")}\n`;
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}
