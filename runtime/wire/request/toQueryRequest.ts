import { assembleTemplate, type TemplateValue } from "../../../grammar/index.js";
import type { Credentials, Decoded, DecodingNames, QueryRequest, Undecoded } from "../../queryRequest.js";
import { structOf, type Value } from "../../values/index.js";
import { decodeSimple } from "../decode/decodeSimple.js";
import { decodeTagged } from "../decode/decodeTagged.js";
import type { Json } from "./json.js";
import type { QueryBody } from "./queryBody.js";
import type { Format, QueryHeaders } from "./queryHeaders.js";

/** The request that headers and body describe; values stay undecoded until the caller is known. spec/08 §2 */
export function toQueryRequest(
  headers: QueryHeaders,
  body: QueryBody,
  credentials: Credentials,
): QueryRequest {
  const { text, values } =
    typeof body.query === "string" ? { text: body.query, values: [] } : assembleTemplate(body.query);
  return {
    text,
    values: values.map(undecodedTemplateValue),
    arguments: undecodedArguments(body.arguments, headers.format),
    credentials,
    typecheck: headers.typecheck,
    performanceHints: headers.performanceHints,
    linearized: headers.linearized,
    lastTransactionTime: headers.lastTransactionTime,
    timeoutMs: headers.timeoutMs,
    maxContentionRetries: headers.maxContentionRetries,
  };
}

function undecodedArguments(args: ReadonlyMap<string, Json>, format: Format): ReadonlyMap<string, Undecoded> {
  const result = new Map<string, Undecoded>();
  for (const [name, json] of args) {
    result.set(name, format === "simple" ? () => simpleValue(json) : (names) => decodeTagged(json, names));
  }
  return result;
}

function simpleValue(json: Json): Decoded {
  return { ok: true, value: decodeSimple(json) };
}

function undecodedTemplateValue(template: TemplateValue<Json>): Undecoded {
  return (names) => decodeTemplateValue(template, names);
}

/** Values of templates are always tagged; arrays and objects around them are what they say. spec/08 §2.3 */
function decodeTemplateValue(template: TemplateValue<Json>, names: DecodingNames): Decoded {
  switch (template.kind) {
    case "value":
      return decodeTagged(template.value, names);
    case "array": {
      const elements = decodeAll(template.elements, names);
      return elements.ok ? { ok: true, value: elements.values } : elements;
    }
    case "object": {
      const decoded = decodeAll(
        template.fields.map(([, value]) => value),
        names,
      );
      if (!decoded.ok) return decoded;
      const fields = template.fields.map(([key], i) => [key, decoded.values[i]!] as const);
      return { ok: true, value: structOf(fields) };
    }
  }
}

/** The first that is refused refuses all. */
function decodeAll(
  templates: readonly TemplateValue<Json>[],
  names: DecodingNames,
):
  | { readonly ok: true; readonly values: readonly Value[] }
  | { readonly ok: false; readonly reason: string } {
  const values: Value[] = [];
  for (const template of templates) {
    const decoded = decodeTemplateValue(template, names);
    if (!decoded.ok) return decoded;
    values.push(decoded.value);
  }
  return { ok: true, values };
}
