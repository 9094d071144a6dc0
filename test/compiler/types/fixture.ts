import { check } from "../../../compiler/check/check.js";
import type { TypeEnvironment } from "../../../compiler/check/environment/typeEnvironment.js";
import { elaborate } from "../../../compiler/types/elaborate.js";
import { lazySignature, NO_DOCUMENT, type Shape, type Signature } from "../../../compiler/types/shape.js";
import type { Type } from "../../../compiler/types/type.js";
import { type Diagnostic, parseQuery, parseTypeScheme } from "../../../grammar/index.js";

interface ShapeText {
  readonly alias?: string;
  readonly document?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly apply?: string;
  readonly access?: string;
}

const SHAPES: Readonly<Record<string, ShapeText>> = {
  Null: { access: "(key: Any) => Never" },
  Boolean: {},
  Number: {},
  Int: {},
  Long: {},
  Double: {},
  Float: {},
  ID: {},
  Time: {},
  TransactionTime: {},
  String: {
    fields: {
      length: "Number",
      concat: "(other: String) => String",
      at: "(index: Number) => String",
      slice: "((start: Number) => String) & ((start: Number, end: Number) => String)",
    },
  },
  "Array<A>": {
    access: "(index: Number) => A",
    fields: {
      length: "Number",
      map: "(mapper: (A => B)) => Array<B>",
      concat: "(other: Array<B>) => Array<A | B>",
      fold: "(seed: B, reducer: ((B, A) => B)) => B",
      reduce: "(reducer: ((A, A) => A)) => A | Null",
      flatMap: "(mapper: (A => Array<B>)) => Array<B>",
      filter: "(predicate: (A => Boolean | Null)) => Array<A>",
    },
  },
  "Set<A>": { fields: { first: "() => A | Null", map: "(mapper: (A => B)) => Set<B>" } },
  "Ref<A>": { alias: "A | EmptyRef<A>" },
  "EmptyRef<A>": { alias: "Null", fields: { id: "ID", exists: "() => false", coll: "Any" } },
  "EventSource<A>": {},
  D: {
    alias: "{ id: ID, ts: Time, ttl: Time | Null, n: Number }",
    document: "D",
    fields: { exists: "() => true", coll: "DCollection" },
  },
  DCollection: { fields: { byId: "(id: ID) => Ref<D>", all: "() => Set<D>" }, apply: "(id: ID) => Ref<D>" },
  M: { alias: "Int | Null" },
};

const GLOBALS: Readonly<Record<string, string>> = {
  c: "Boolean",
  v: "Any",
  succ: "Int => Int",
  ib: "((Int) => Int) & ((Boolean) => Boolean)",
  sb: "((Boolean) => Boolean) & ((String) => String)",
  p2: "((Int, Int) => Int) & ((Boolean, Boolean) => Boolean)",
  u: "Int | Boolean",
  n: "Int | Null",
  m: "M",
  str: "String",
  Pt: "({ x: Int, y: Int }) => Int",
  opt: "({ a: Int, b: Int | Null }) => Int",
  range: "({ from: Any } | { to: Any }) => Int",
  arr: "Array<Int>",
  D: "DCollection",
  now: "() => Time",
  log: "(args: ...Any) => Null",
  wild: "{ a: Int, *: String }",
  nullable: "(x: Number | Null) => Int",
};

/** The names that the examples of spec/03 use. */
export const environment: TypeEnvironment = makeEnvironment();

function makeEnvironment(): TypeEnvironment {
  const shapes = new Map<string, Shape>();
  const names = { get: (name: string) => shapes.get(name), names: () => shapes.keys() };
  const signature = (text: string, parameters: readonly string[] = []): Signature =>
    lazySignature(() => {
      const scheme = parseTypeScheme(text, { source: "*signature*" });
      if (!scheme.ok) throw new Error(`${text}: ${scheme.diagnostics[0]!.message}`);
      const { type, errors } = elaborate(scheme.value.type, {
        shapes: names,
        parameters: new Map(parameters.map((name): [string, Type] => [name, generic(name)])),
        genericLevel: 0,
        keepSpans: false,
      });
      if (errors.length > 0) throw new Error(`${text}: ${errors[0]!.message}`);
      return type;
    });
  for (const [notation, text] of Object.entries(SHAPES)) {
    const [name = "", parameter] = notation.split(/[<>]/);
    const parameters = parameter === undefined ? [] : [parameter];
    const optional = (each: string | undefined) =>
      each === undefined ? undefined : signature(each, parameters);
    shapes.set(name, {
      name,
      parameters,
      fields: new Map(
        Object.entries(text.fields ?? {}).map(([key, each]) => [key, signature(each, parameters)]),
      ),
      operators: new Map(),
      apply: optional(text.apply),
      access: optional(text.access),
      alias: optional(text.alias),
      persistable: true,
      document: text.document === undefined ? NO_DOCUMENT : { kind: "document", collection: text.document },
    });
  }
  const globals = new Map(Object.entries(GLOBALS).map(([name, text]) => [name, signature(text)]));
  return { shapes: names, globals: { get: (name) => globals.get(name), names: () => globals.keys() } };
}

function generic(name: string): Type {
  return { kind: "skolem", name, state: { valid: true }, span: undefined, level: 0 };
}

/** A query's type, or its errors: message, the text of the span, and hints the same way, indented. */
export function typeOf(text: string, inside: TypeEnvironment = environment): string {
  const parsed = parseQuery(text);
  if (!parsed.ok) return parsed.diagnostics.map((each) => `syntax: ${each.message}`).join("\n");
  const checked = check(parsed.value, inside);
  return checked.ok ? checked.display : checked.errors.map((error) => describe(error)).join("\n");
}

export function describe(error: Pick<Diagnostic, "message" | "span"> & Partial<Diagnostic>): string {
  const excerpt = error.span.source.text?.slice(error.span.start, error.span.end) ?? "?";
  const hints = (error.hints ?? []).map((hint) => `\n  ${hint.kind}: ${describe(hint)}`);
  return `${error.message} @ ${excerpt}${hints.join("")}`;
}
