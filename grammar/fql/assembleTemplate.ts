import { printString } from "../print/printLiteral.js";
import { PLACEHOLDER } from "./characters.js";

export { PLACEHOLDER } from "./characters.js";

/** A query as a driver sends it: texts, and values between them. spec/01 §7, spec/08 §2.3 */
export type Template<Value> =
  /** `Shelf.byId(` */
  | { readonly kind: "text"; readonly text: string }
  /** Parts, one after the other. */
  | { readonly kind: "parts"; readonly parts: readonly Template<Value>[] }
  | TemplateValue<Value>
  | { readonly kind: "array"; readonly elements: readonly Template<Value>[] }
  | { readonly kind: "object"; readonly fields: readonly (readonly [key: string, value: Template<Value>])[] };

/** What one placeholder stands for: a value, or arrays and objects of nothing but values. */
export type TemplateValue<Value> =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "array"; readonly elements: readonly TemplateValue<Value>[] }
  | {
      readonly kind: "object";
      readonly fields: readonly (readonly [key: string, value: TemplateValue<Value>])[];
    };

/** One text, and the values of its placeholders in order. */
export interface AssembledTemplate<Value> {
  readonly text: string;
  readonly values: readonly TemplateValue<Value>[];
}

/** Flattens a template, so that spans, parser and caches see one text. spec/01 §7, spec/08 §2.3 */
export function assembleTemplate<Value>(template: Template<Value>): AssembledTemplate<Value> {
  const values: TemplateValue<Value>[] = [];
  return { text: assemble(template, values), values };
}

function assemble<Value>(template: Template<Value>, values: TemplateValue<Value>[]): string {
  switch (template.kind) {
    case "text":
      return template.text;
    case "parts":
      return template.parts.map((part) => assemble(part, values)).join("");
    case "value":
      values.push(template);
      return PLACEHOLDER;
    case "array":
    case "object":
      if (isValue(template)) {
        values.push(template);
        return PLACEHOLDER;
      }
      return assembleCollection(template, values);
  }
}

function assembleCollection<Value>(
  template: Extract<Template<Value>, { readonly kind: "array" | "object" }>,
  values: TemplateValue<Value>[],
): string {
  if (template.kind === "array") {
    return `[${template.elements.map((element) => enclosed(element, values)).join(", ")}]`;
  }
  const fields = template.fields.map(([key, value]) => `${printString(key)}: ${enclosed(value, values)}`);
  return `{ ${fields.join(", ")} }`;
}

/** Texts beside one another in an array or object must not capture each other. */
function enclosed<Value>(template: Template<Value>, values: TemplateValue<Value>[]): string {
  const text = assemble(template, values);
  return template.kind === "text" || template.kind === "parts" ? `(${text})` : text;
}

/** True where no text is involved anywhere below. */
function isValue<Value>(template: Template<Value>): template is TemplateValue<Value> {
  switch (template.kind) {
    case "value":
      return true;
    case "text":
    case "parts":
      return false;
    case "array":
      return template.elements.every(isValue);
    case "object":
      return template.fields.every(([, value]) => isValue(value));
  }
}
