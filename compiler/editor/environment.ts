import { NO_SPAN, parseTypeScheme } from "../../grammar/index.js";
import type { TypeEnvironment } from "../check/index.js";
import { ANY, skolem } from "../types/build.js";
import { elaborate } from "../types/elaborate.js";
import { type DocumentKind, lazySignature, NO_DOCUMENT, type Shape, type Signature } from "../types/shape.js";
import type { Type } from "../types/type.js";

/** What `GET /environment/1` tells of a database: names, and types as they display. spec/08 §13 */
export interface DescribedEnvironment {
  readonly globals: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, DescribedType>>;
}

export interface DescribedType {
  /** With its parameters: `Array<A>`. */
  readonly self: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly ops: Readonly<Record<string, string>>;
  readonly apply?: string;
  readonly access?: string;
  readonly alias?: string;
  readonly type_hint?: "module" | "server_collection" | "user_collection";
}

/** Reads an environment from what a server tells; a type that cannot be read counts as `Any`. spec/03b §11 */
export function readEnvironment({ globals, types }: DescribedEnvironment): TypeEnvironment {
  const shapes = new Map<string, Shape>();
  const documents = documentKinds(types);
  for (const [name, type] of Object.entries(types)) {
    shapes.set(name, shapeOf(name, type, documents.get(name) ?? NO_DOCUMENT, shapes));
  }
  const signatures = mapSignatures(globals, (text) => signatureOf(text, shapes, []));
  return {
    globals: { get: (name) => signatures.get(name), names: () => signatures.keys() },
    shapes: { get: (name) => shapes.get(name), names: () => shapes.keys() },
  };
}

function shapeOf(
  name: string,
  { self, fields, ops, apply, access, alias }: DescribedType,
  document: DocumentKind,
  shapes: ReadonlyMap<string, Shape>,
): Shape {
  const parameters = parametersOf(self);
  const signature = (text: string) => signatureOf(text, shapes, parameters);
  const optional = (text: string | undefined) => (text === undefined ? undefined : signature(text));
  return {
    name,
    parameters,
    fields: mapSignatures(fields, signature),
    operators: mapSignatures(ops, signature),
    apply: optional(apply),
    access: optional(access),
    alias: optional(alias),
    persistable: false,
    document,
  };
}

/** The names in the brackets of `Array<A>`. */
function parametersOf(self: string): readonly string[] {
  const parsed = parseTypeScheme(self);
  if (!parsed.ok || parsed.value.type.kind !== "named") return [];
  return (parsed.value.type.args ?? []).flatMap((arg) => (arg.kind === "named" ? [arg.name.text] : []));
}

/** The document types: what the collections of the environment make, and the null types beside them. */
function documentKinds(types: DescribedEnvironment["types"]): ReadonlyMap<string, DocumentKind> {
  const kinds = new Map<string, DocumentKind>();
  for (const [name, { fields, type_hint }] of Object.entries(types)) {
    if (type_hint !== "user_collection" && type_hint !== "server_collection") continue;
    const document = /=> Set<(\w+)>/.exec(fields.all ?? "")?.[1];
    if (document === undefined) continue;
    const collection = name.slice(0, -"Collection".length);
    kinds.set(document, { kind: "document", collection });
    kinds.set(`Null${document}`, { kind: "nullDocument", collection });
  }
  return kinds;
}

function mapSignatures(
  texts: Readonly<Record<string, string>>,
  read: (text: string) => Signature,
): ReadonlyMap<string, Signature> {
  return new Map(Object.entries(texts).map(([name, text]) => [name, read(text)]));
}

function signatureOf(
  text: string,
  shapes: ReadonlyMap<string, Shape>,
  parameters: readonly string[],
): Signature {
  return lazySignature(() => typeOf(text, shapes, parameters) ?? ANY);
}

function typeOf(
  text: string,
  shapes: ReadonlyMap<string, Shape>,
  parameters: readonly string[],
): Type | undefined {
  const parsed = parseTypeScheme(text, { source: { ...NO_SPAN.source, text } });
  if (!parsed.ok) return undefined;
  const names = [...parameters, ...parsed.value.parameters.map((name) => name.text)];
  const { type, errors } = elaborate(parsed.value.type, {
    shapes,
    parameters: new Map(names.map((name) => [name, skolem(name, { valid: true }, 0, undefined)])),
    genericLevel: 0,
    keepSpans: false,
    isBuiltIn: true,
  });
  return errors.length > 0 ? undefined : type;
}
