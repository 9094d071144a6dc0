import { isPlainName, printString } from "../../grammar/index.js";
import {
  displayType,
  fits,
  functionsOf,
  type InferredParameter,
  type InferredType,
  type TypeEnvironment,
} from "../check/index.js";

/** The extent of a text. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Something that could stand at the cursor. spec/03b §11.1 */
export interface CompletionItem {
  readonly label: string;
  /** A type or signature. */
  readonly detail: string;
  /** What the item replaces: the word at the cursor. */
  readonly span: Extent;
  readonly replaceText: string;
  /** In `replaceText`. */
  readonly newCursor: number;
  readonly kind: "module" | "keyword" | "type" | "variable" | "field" | "property" | "function";
  /** Having been taken, it asks for completions again. */
  readonly retrigger: boolean;
  /** With places to fill in: `${1:name}`, and `${0}` where the cursor ends. */
  readonly snippet?: string;
}

/** An item, and how likely it is: the higher, the earlier it is listed. */
export interface Candidate {
  readonly item: Omit<CompletionItem, "span">;
  readonly priority: number;
}

/** How likely what a name stands for is, whatever its type. */
export const PRIORITY = { variable: 2, global: 1, member: 0, keyword: -1 } as const;
const FITTING = 10;

/** The likeliest first, then by name. */
export function listed(candidates: readonly Candidate[], span: Extent): readonly CompletionItem[] {
  const order = (a: Candidate, b: Candidate) =>
    b.priority - a.priority || (a.item.label < b.item.label ? -1 : a.item.label > b.item.label ? 1 : 0);
  return [...candidates].sort(order).map(({ item }) => ({ ...item, span }));
}

/** A value by its name; functions are written with the parentheses of their call. */
export function valueItem(
  label: string,
  type: InferredType | undefined,
  kind: CompletionItem["kind"],
  priority: number,
  expected: readonly InferredType[],
  environment: TypeEnvironment,
): Candidate {
  const functions = type !== undefined && isFunction(type) ? functionsOf(type, environment) : [];
  const isFitting =
    expected.length === 0 ||
    (type !== undefined &&
      [type, ...functions.map(({ result }) => result)].some((each) =>
        expected.some((wanted) => fits(each, wanted, environment)),
      ));
  const detail = type === undefined ? "" : displayType(type);
  const item: Candidate["item"] =
    functions.length === 0
      ? word(label, detail, kind)
      : {
          label,
          detail,
          replaceText: `${label}()`,
          newCursor: label.length + 1,
          kind: "function",
          retrigger: true,
          snippet: functions.length === 1 ? callSnippet(label, functions[0]!.parameters) : `${label}()\${0}`,
        };
  return { item, priority: isFitting ? priority + FITTING : priority };
}

/** `if`, `null`: words that are no names. */
export function keywordItem(label: string): Candidate {
  return { item: word(label, "A builtin keyword", "keyword"), priority: PRIORITY.keyword };
}

export function typeItem(label: string, detail: string): Candidate {
  return { item: word(label, detail, "type"), priority: PRIORITY.member };
}

/** A key of an object; those that must be there come first. */
export function keyItem(name: string, type: InferredType): Candidate {
  const replaceText = `${isPlainName(name) ? name : printString(name)}: `;
  const item: Candidate["item"] = {
    label: name,
    detail: displayType(type),
    replaceText,
    newCursor: replaceText.length,
    kind: "property",
    retrigger: true,
  };
  return { item, priority: isOmittable(type) ? PRIORITY.member : PRIORITY.member + FITTING };
}

function word(label: string, detail: string, kind: CompletionItem["kind"]): Candidate["item"] {
  return { label, detail, replaceText: label, newCursor: label.length, kind, retrigger: false };
}

function isFunction(type: InferredType): boolean {
  if (type.kind === "named") return type.name === "UserFunction";
  return type.kind === "function" || (type.kind === "intersection" && type.members.every(isFunction));
}

/** A key may be left out if its type admits null as it is written. spec/03b §1.4 */
function isOmittable(type: InferredType): boolean {
  if (type.kind === "union") return type.members.some(isOmittable);
  return type.kind === "named" && type.name === "Null";
}

/** `fold(${1:seed}, (${2:arg0}, ${3:arg1}) => ${4:value})${0}` */
function callSnippet(name: string, parameters: readonly InferredParameter[]): string {
  let count = 0;
  const blank = (text: string) => `\${${++count}:${text}}`;
  const blanks = (each: readonly InferredParameter[]) =>
    each.map((parameter, index) => blank(parameter.name ?? `arg${index}`));
  const args = parameters.map((parameter, index) => {
    if (parameter.type.kind !== "function") return blank(parameter.name ?? `arg${index}`);
    const inner = blanks(parameter.type.parameters);
    const list = inner.length === 1 ? inner[0]! : `(${inner.join(", ")})`;
    return `${list} => ${blank("value")}`;
  });
  return `${name}(${args.join(", ")})\${0}`;
}
