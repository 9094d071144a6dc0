import { isPlainName, parseForEditor, printString } from "../../grammar/index.js";
import {
  displayType,
  type InferredType,
  type Inspected,
  inspect,
  membersOf,
  type TypeEnvironment,
  typeOfName,
} from "../check/index.js";
import { type Argument, type Place, placeAt, type Variable } from "./placeAt.js";

/** Something that could stand at the cursor. spec/03b §11.1 */
export interface CompletionItem {
  readonly label: string;
  /** A type or signature. */
  readonly detail: string;
  readonly kind: "module" | "keyword" | "type" | "variable" | "field" | "property" | "function";
  readonly replaceText: string;
  /** In `replaceText`. */
  readonly newCursor: number;
}

export interface Completions {
  /** The word at the cursor, which an item replaces. */
  readonly span: { readonly start: number; readonly end: number };
  /** All that could stand there, whatever the word says so far; the likeliest first. */
  readonly items: readonly CompletionItem[];
}

const PLACEHOLDER = "placeholder";
const LITERALS = ["false", "null", "true"];
const FORMS = ["at", "if", "let"];

/** What could stand at the cursor of a query that is being written. spec/03b §11.2 */
export function completionsAt(text: string, cursor: number, environment: TypeEnvironment): Completions {
  const span = wordAt(text, cursor);
  if (span.start === span.end && /[0-9]$/.test(text.slice(0, cursor))) return { span, items: [] };
  const hasWord = span.end > span.start;
  const completed = hasWord ? text : text.slice(0, cursor) + PLACEHOLDER + text.slice(cursor);
  const { tree } = parseForEditor(completed);
  const place = placeAt(tree, span.start);
  if (place === undefined) return { span, items: [] };
  const inspected = inspect(tree, environment, place.kind === "member" ? place.link : undefined);
  return { span, items: itemsOf(place, inspected, environment) };
}

/** Letters, digits and `_` around the cursor, from the first that can begin a name. */
function wordAt(text: string, cursor: number): { readonly start: number; readonly end: number } {
  const before = /[A-Za-z_][A-Za-z0-9_]*$/.exec(text.slice(0, cursor))?.[0].length ?? 0;
  const after = /^[A-Za-z0-9_]*/.exec(text.slice(cursor))![0].length;
  const startsWord = before > 0 || /^[A-Za-z_]/.test(text.slice(cursor));
  return startsWord ? { start: cursor - before, end: cursor + after } : { start: cursor, end: cursor };
}

function itemsOf(
  place: Place,
  inspected: Inspected,
  environment: TypeEnvironment,
): readonly CompletionItem[] {
  switch (place.kind) {
    case "member": {
      const receiver = inspected.receiverOf(place.link);
      return receiver === undefined ? [] : sortedByLabel(memberItems(receiver, environment));
    }
    case "key":
      return keyItems(place.argument, place.present, inspected, environment);
    case "type":
      return typeItems(environment);
    case "expression": {
      const keys = keyItems(place.argument, [], inspected, environment);
      if (keys.length > 0) return keys;
      return [
        ...variableItems(place.variables, inspected),
        ...globalItems(environment),
        ...LITERALS.map(keyword),
        ...FORMS.map(keyword),
      ];
    }
  }
}

function memberItems(receiver: InferredType, environment: TypeEnvironment): CompletionItem[] {
  return [...membersOf(receiver, environment)]
    .filter(([name]) => !name.startsWith("$"))
    .map(([name, type]) => named(name, type, "field"));
}

/** The keys that the object at a place of a call may have. */
function keyItems(
  argument: Argument | undefined,
  present: readonly string[],
  inspected: Inspected,
  environment: TypeEnvironment,
): readonly CompletionItem[] {
  if (argument === undefined) return [];
  const { link, index, path } = argument;
  const receiver = inspected.receiverOf(link);
  if (receiver === undefined) return [];
  const callee = link.kind === "call" ? membersOf(receiver, environment).get(link.field.text) : receiver;
  let expected = functionsOf(callee).map((each) => each.parameters[index]?.type);
  for (const key of path) expected = expected.map((type) => fieldsOf(type).get(key));
  const fields = new Map(expected.flatMap((type) => [...fieldsOf(type)]));
  return [...fields]
    .filter(([name]) => !present.includes(name))
    .map(([name, type]): CompletionItem => {
      const text = `${isPlainName(name) ? name : printString(name)}: `;
      return {
        label: name,
        detail: displayType(type),
        kind: "property",
        replaceText: text,
        newCursor: text.length,
      };
    });
}

function functionsOf(type: InferredType | undefined): readonly Extract<InferredType, { kind: "function" }>[] {
  if (type === undefined) return [];
  if (type.kind === "function") return [type];
  return type.kind === "intersection" || type.kind === "union" ? type.members.flatMap(functionsOf) : [];
}

function fieldsOf(type: InferredType | undefined): ReadonlyMap<string, InferredType> {
  if (type === undefined) return new Map();
  if (type.kind === "object" || type.kind === "interface") return type.fields;
  if (type.kind !== "union" && type.kind !== "intersection") return new Map();
  return new Map(type.members.flatMap((member) => [...fieldsOf(member)]));
}

/** The innermost of a name hides the others. */
function variableItems(variables: readonly Variable[], inspected: Inspected): readonly CompletionItem[] {
  const visible = new Map(variables.map(({ name, value }) => [name, value]));
  const items = [...visible].map(([name, value]) => {
    const type = value && inspected.typeOf(value);
    return type === undefined
      ? { ...keyword(name), detail: "", kind: "variable" as const }
      : named(name, type, "variable");
  });
  return sortedByLabel(items);
}

function globalItems(environment: TypeEnvironment): readonly CompletionItem[] {
  const items = [...environment.globals.names()].flatMap((name) => {
    const type = typeOfName(name, environment);
    return type === undefined ? [] : [named(name, type, "module")];
  });
  return sortedByLabel(items);
}

function typeItems({ shapes }: TypeEnvironment): readonly CompletionItem[] {
  const names = [...new Set(shapes.names())].sort();
  return [...names, "Any", "Never"].map((name) => ({ ...keyword(name), detail: "", kind: "type" as const }));
}

/** Functions are written with the parentheses of their call. */
function named(name: string, type: InferredType, kind: CompletionItem["kind"]): CompletionItem {
  const detail = displayType(type);
  if (!isFunction(type)) return { label: name, detail, kind, replaceText: name, newCursor: name.length };
  return { label: name, detail, kind: "function", replaceText: `${name}()`, newCursor: name.length + 1 };
}

function isFunction(type: InferredType): boolean {
  if (type.kind === "named") return type.name === "UserFunction";
  return type.kind === "function" || (type.kind === "intersection" && type.members.every(isFunction));
}

function keyword(label: string): CompletionItem {
  return { label, detail: "A builtin keyword", kind: "keyword", replaceText: label, newCursor: label.length };
}

function sortedByLabel(items: readonly CompletionItem[]): readonly CompletionItem[] {
  return [...items].sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}
