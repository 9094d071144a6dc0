import type { Diagnostic, Expression, TypeExpression } from "../../grammar/index.js";
import { NO_SPAN } from "../../grammar/index.js";
import { inferredType } from "../check/display.js";
import type { TypeEnvironment } from "../check/environment/typeEnvironment.js";
import { guarded } from "../check/guarded.js";
import { Inferring } from "../check/infer.js";
import { NO_LIMITS } from "../check/limits.js";
import { Session } from "../check/session.js";
import { NULL } from "../types/build.js";
import { elaborate } from "../types/elaborate.js";
import { displayType } from "../types/inferred.js";
import { NO_DOCUMENT, type Shape, type Shapes } from "../types/shape.js";
import type { Type } from "../types/type.js";

/** Strictly, `Any` fits nothing but `Any`; ordinarily it fits everything. spec/02 §7.4 */
export type Strictness = "strict" | "ordinary";

/** What the checker says of the types of migrations. */
export class MigrationTypes {
  readonly #environment: TypeEnvironment;

  constructor(environment: TypeEnvironment) {
    this.#environment = { ...environment, shapes: tolerant(environment.shapes) };
  }

  /** True where all values of a type fit another one. */
  fits(value: TypeExpression, use: TypeExpression, strictness: Strictness): boolean {
    const given = strictness === "strict" ? withoutAny(value) : value;
    return this.#fits(this.#type(given), this.#type(use));
  }

  admitsNull(type: TypeExpression): boolean {
    return this.#fits(NULL, this.#type(type));
  }

  display(type: TypeExpression): string {
    return displayType(inferredType(new Session(), this.#environment.shapes, this.#type(type), true));
  }

  /** What is wrong with a value of a field. */
  valueErrors(value: Expression, type: TypeExpression): readonly Diagnostic[] {
    const inferring = new Inferring(this.#environment, NO_LIMITS);
    guarded(value.span, inferring, () => {
      const { type: use } = elaborate(type, { shapes: this.#environment.shapes, keepSpans: true });
      inferring.constrain(inferring.infer(value, undefined), use, value.span);
    });
    return inferring.errors;
  }

  #type(expression: TypeExpression): Type {
    return elaborate(expression, { shapes: this.#environment.shapes, keepSpans: false }).type;
  }

  #fits(value: Type, use: Type): boolean {
    const inferring = new Inferring(this.#environment, NO_LIMITS);
    return guarded(NO_SPAN, inferring, () => inferring.constrain(value, use, undefined)) === true;
  }
}

/** Types that are no more, which the live schema may still mention: they fit only themselves. spec/02 §7.4 */
function tolerant(shapes: TypeEnvironment["shapes"]): Shapes & TypeEnvironment["shapes"] {
  const gone = new Map<string, Shape>();
  return {
    names: () => shapes.names(),
    get(name) {
      const known = shapes.get(name) ?? gone.get(name);
      if (known !== undefined) return known;
      const shape = goneShape(name);
      gone.set(name, shape);
      return shape;
    },
  };
}

function goneShape(name: string): Shape {
  return {
    name,
    parameters: [],
    fields: new Map(),
    operators: new Map(),
    apply: undefined,
    access: undefined,
    alias: undefined,
    persistable: true,
    document: name.startsWith("Null") ? NO_DOCUMENT : { kind: "document", collection: name },
  };
}

/** No type has this name, so that it fits only itself and `Any`. */
const STRICT_ANY = "*Any";

function withoutAny(type: TypeExpression): TypeExpression {
  switch (type.kind) {
    case "any":
      return { kind: "named", name: { text: STRICT_ANY, span: type.span }, args: undefined, span: type.span };
    case "named":
      return { ...type, args: type.args?.map(withoutAny) };
    case "object":
    case "interface":
      return {
        ...type,
        fields: type.fields.map((field) => ({ ...field, type: withoutAny(field.type) })),
        ...(type.kind === "object" ? { wildcard: type.wildcard && withoutAny(type.wildcard) } : {}),
      } as TypeExpression;
    case "tuple":
      return { ...type, elements: type.elements.map(withoutAny) };
    case "union":
    case "intersection":
      return { ...type, members: type.members.map(withoutAny) };
    case "nullable":
      return { ...type, base: withoutAny(type.base) };
    case "never":
    case "literal":
    case "function":
      return type;
  }
}
